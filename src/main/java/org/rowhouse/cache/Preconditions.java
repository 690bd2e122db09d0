package org.rowhouse.cache;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a GET or HEAD request, in the order of RFC 9110, section 13.2.2.
 * Dates are compared for being the same rather than later, as nginx does it: a file of
 * another theme that takes the place of one may well be older.
 */
public final class Preconditions {

	private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

	private final HttpServletRequest request;

	private final String etag;

	private final @Nullable Instant modified;

	/**
	 * Reads the conditions.
	 * @param request the request
	 * @param etag the strong entity tag of what would be sent
	 * @param modified when it was written; {@code null} if only the tag tells
	 */
	public Preconditions(HttpServletRequest request, String etag, @Nullable Instant modified) {
		this.request = request;
		this.etag = etag;
		this.modified = (modified != null) ? modified.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	/**
	 * Tells whether the answer is 412.
	 * @return whether a condition failed
	 */
	public boolean failed() {
		if (this.request.getHeader("If-Match") != null) {
			return !names("If-Match", false);
		}
		Instant date = date("If-Unmodified-Since");
		return date != null && this.modified != null && this.modified.isAfter(date);
	}

	/**
	 * Tells whether the answer is 304, where no condition failed.
	 * @return whether the client has it already
	 */
	public boolean notModified() {
		if (this.request.getHeader("If-None-Match") != null) {
			return names("If-None-Match", true);
		}
		Instant date = date("If-Modified-Since");
		return date != null && date.equals(this.modified);
	}

	/**
	 * Tells whether a range may be sent: there is no {@code If-Range}, or it names what
	 * would be sent (section 13.1.5).
	 * @return whether it may
	 */
	public boolean allowRange() {
		String condition = this.request.getHeader("If-Range");
		if (condition == null || condition.strip().equals(this.etag)) {
			return true;
		}
		Instant date = date("If-Range");
		return date != null && date.equals(this.modified);
	}

	private boolean names(String header, boolean weak) {
		List<String> values = Collections.list(this.request.getHeaders(header));
		List<String> tags = new ArrayList<>();
		for (String value : values) {
			if (value.strip().equals("*")) {
				return true;
			}
			Matcher matcher = TAG.matcher(value);
			while (matcher.find()) {
				if (weak || matcher.group(1) == null) {
					tags.add(matcher.group(2));
				}
			}
		}
		return tags.contains(this.etag);
	}

	private @Nullable Instant date(String header) {
		try {
			long value = this.request.getDateHeader(header);
			return (value >= 0) ? Instant.ofEpochMilli(value) : null;
		}
		catch (IllegalArgumentException ex) {
			// A date that is none is no condition.
			return null;
		}
	}

}
