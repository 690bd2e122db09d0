package org.rowhouse.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.AcceptEncoding;
import org.rowhouse.cache.Preconditions;
import org.rowhouse.theme.Representation;
import org.rowhouse.theme.StaticFile;

/**
 * Answers a request for a file: conditions, codings, ranges and how long it may be kept.
 * An URL that carries the hash of what it leads to as {@code v} may be kept for good; at
 * any other one browsers ask each time whether it has changed.
 */
final class FileAnswer {

	/** Every cache may keep it. */
	static final String PUBLIC = "public";

	/** The browser of who asks may keep it. */
	static final String PRIVATE = "private";

	private static final String ASK = "no-cache";

	private static final String FOR_GOOD = ", max-age=31536000, immutable";

	private FileAnswer() {
	}

	/**
	 * Sends a file, a part of it, or that it has not changed.
	 * @param file the file
	 * @param keeper who may keep it, {@link #PUBLIC} or {@link #PRIVATE}
	 * @param request the request
	 * @param response the response
	 */
	static void send(StaticFile file, String keeper, HttpServletRequest request, HttpServletResponse response)
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

	private static void describe(StaticFile file, Representation chosen, String keeper, HttpServletRequest request,
			HttpServletResponse response) {
		String[] asked = request.getParameterValues("v");
		boolean current = asked != null && asked.length == 1
				&& file.fingerprint().filter((now) -> now.equals(asked[0])).isPresent();
		String asking = (keeper.equals(PRIVATE)) ? keeper + ", " + ASK : ASK;
		response.setHeader("Cache-Control", (current) ? keeper + FOR_GOOD : asking);
		response.setHeader("ETag", chosen.etag());
		response.setHeader("Accept-Ranges", "bytes");
		file.modified().ifPresent((modified) -> response.setDateHeader("Last-Modified", modified.toEpochMilli()));
		if (!chosen.coding().equals("identity")) {
			response.setHeader("Content-Encoding", chosen.coding());
		}
	}

}
