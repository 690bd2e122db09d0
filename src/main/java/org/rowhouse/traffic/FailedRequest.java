package org.rowhouse.traffic;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.RequestFailure;

/**
 * A request that failed on the server, and how often it failed in the same way.
 *
 * @param last when it failed last
 * @param method the HTTP method
 * @param path the path, without the query and the key of a preview, shortened where it is
 * very long
 * @param status the HTTP status
 * @param cause what was wrong, in a sentence
 * @param file the template or other file that is to blame, from {@code rowhouse.home}, or
 * {@code null}
 * @param line the line there, from 1, or {@code null}
 * @param errorId what the visitor was shown and the log has, the last time; empty if
 * there is none
 * @param times how often it failed
 */
public record FailedRequest(Instant last, String method, String path, int status, String cause, @Nullable String file,
		@Nullable Integer line, String errorId, long times) {

	private static final int MAX_METHOD = 16;

	static final int MAX_PATH = 300;

	static final int MAX_CAUSE = 500;

	private static final int MAX_ID = 16;

	/** Whoever has the link to a preview can read it: it is not for those who count. */
	private static final Pattern KEY_OF_PREVIEW = Pattern.compile("/preview/[A-Za-z0-9_-]{16,}");

	static FailedRequest of(CompletedRequest request, Instant now) {
		RequestFailure failure = request.failure();
		return new FailedRequest(now, shortened(request.method(), MAX_METHOD), shortened(pathOf(request), MAX_PATH),
				request.status(),
				(failure != null) ? shortened(failure.cause(), MAX_CAUSE) : "Status " + request.status(),
				(failure != null && failure.file() != null) ? shortened(failure.file(), MAX_PATH) : null,
				(failure != null) ? failure.line() : null, (failure != null) ? shortened(failure.id(), MAX_ID) : "", 1);
	}

	/**
	 * Leaves out what only those who run the platform may read: what no file of the site
	 * is to blame for may name hosts, paths and statements.
	 */
	FailedRequest withoutInternals() {
		if (this.file != null || this.errorId.isEmpty()) {
			return this;
		}
		return new FailedRequest(this.last, this.method, this.path, this.status,
				"Something failed on the server. An administrator finds out more by the id.", null, null, this.errorId,
				this.times);
	}

	private static String pathOf(CompletedRequest request) {
		return KEY_OF_PREVIEW.matcher(request.path()).replaceFirst("/preview/…");
	}

	private static String shortened(String text, int max) {
		// What PostgreSQL cannot keep is no character.
		String clean = text.replace('\0', ' ');
		return (clean.length() > max) ? clean.substring(0, max - 1) + "…" : clean;
	}

	/** Whether it is the same failure at another time. */
	boolean isLike(FailedRequest other) {
		return this.status == other.status && this.method.equals(other.method) && this.path.equals(other.path)
				&& this.cause.equals(other.cause) && Objects.equals(this.file, other.file)
				&& Objects.equals(this.line, other.line);
	}

	/** This failure together with times when it happened later. */
	FailedRequest and(FailedRequest later) {
		FailedRequest newest = (later.last.isBefore(this.last)) ? this : later;
		return new FailedRequest(newest.last, this.method, this.path, this.status, this.cause, this.file, this.line,
				newest.errorId, this.times + later.times);
	}

}
