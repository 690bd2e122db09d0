package org.rowhouse.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.AcceptEncoding;
import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.CachingOptions;
import org.rowhouse.cache.Preconditions;
import org.rowhouse.site.Site;
import org.rowhouse.theme.Representation;
import org.rowhouse.theme.StaticFile;

/**
 * Answers a request for a file: conditions, codings, ranges and how long it may be kept.
 * An URL that carries the hash of what it leads to as {@code v} may be kept for good; at
 * any other one as long as its site says, which usually is: ask each time.
 */
final class FileAnswer {

	private static final String FOR_GOOD = ", max-age=31536000, immutable";

	private FileAnswer() {
	}

	/**
	 * Sends a file, a part of it, or that it has not changed.
	 * @param file the file
	 * @param keeper who may keep it
	 * @param request the request
	 * @param response the response
	 */
	static void send(StaticFile file, Keeper keeper, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		AcceptEncoding accepted = new AcceptEncoding(request.getHeaders("Accept-Encoding"));
		Representation chosen = chosen(file, accepted, request).orElse(null);
		if (file.compressible()) {
			response.setHeader("Vary", "Accept-Encoding");
		}
		if (chosen == null) {
			response.setStatus(HttpServletResponse.SC_NOT_ACCEPTABLE);
			return;
		}
		boolean whole = chosen.coding().equals("identity");
		Instant modified = file.modified().orElse(null);
		Preconditions conditions = new Preconditions(request, chosen.etag(), modified);
		ByteRanges ranges = (whole && conditions.allowRange()) ? ByteRanges.of(request, chosen.length()) : null;
		if (conditions.failed()) {
			response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
		}
		else if (conditions.notModified()) {
			response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
			describe(file, chosen, keeper, request, response);
		}
		else if (ranges != null && ranges.parts().isEmpty()) {
			response.setHeader("Content-Range", ranges.unsatisfied());
			response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
		}
		else {
			try (Representation.Body body = chosen.open()) {
				describe(file, chosen, keeper, request, response);
				new StaticFileWriter(file, chosen, body).write(ranges, request, response);
			}
		}
	}

	/** A range is one of the file as it is, wherever that will do. */
	private static Optional<Representation> chosen(StaticFile file, AcceptEncoding accepted,
			HttpServletRequest request) {
		boolean ranged = request.getHeader("Range") != null && accepted.acceptsIdentity();
		int last = file.representations().size() - 1;
		return (ranged) ? Optional.of(file.representations().get(last)) : accepted.choose(file.representations());
	}

	private static void describe(StaticFile file, Representation chosen, Keeper keeper, HttpServletRequest request,
			HttpServletResponse response) {
		String[] asked = request.getParameterValues("v");
		boolean current = asked != null && asked.length == 1
				&& file.fingerprint().filter((now) -> now.equals(asked[0])).isPresent();
		response.setHeader("Cache-Control", (current) ? keeper.forGood() : keeper.otherwise());
		response.setHeader("ETag", chosen.etag());
		response.setHeader("Accept-Ranges", "bytes");
		file.modified().ifPresent((modified) -> response.setDateHeader("Last-Modified", modified.toEpochMilli()));
		if (!chosen.coding().equals("identity")) {
			response.setHeader("Content-Encoding", chosen.coding());
		}
	}

	/**
	 * Who may keep a file.
	 *
	 * @param who {@code public} or {@code private}
	 * @param otherwise what caches are told at an URL that does not say what it holds
	 */
	record Keeper(String who, String otherwise) {

		/** The browser of who asks may keep it. */
		static final Keeper PRIVATE = new Keeper("private", "private, no-cache");

		/** Every cache may keep a file of a site. */
		static Keeper of(Site site) {
			return new Keeper("public", CachingOptions.of(site).header(AnswerKind.FILE));
		}

		/** What caches are told at an URL that says what it holds. */
		String forGood() {
			return this.who + FOR_GOOD;
		}

	}

}
