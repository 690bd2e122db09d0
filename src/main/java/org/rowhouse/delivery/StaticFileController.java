package org.rowhouse.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.Representation;
import org.rowhouse.theme.SiteFiles;
import org.rowhouse.theme.StaticFile;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The static files of a site and its theme. An URL that carries the hash of what it leads
 * to may be kept for good; at any other one browsers ask each time whether it has
 * changed. Either way they get what is there now.
 */
@Controller
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class StaticFileController {

	private static final String FOR_GOOD = "public, max-age=31536000, immutable";

	private static final int TRIES = 3;

	private final SiteFiles files;

	StaticFileController(SiteFiles files) {
		this.files = files;
	}

	@GetMapping("/static/{*name}")
	void file(@PathVariable String name, Site site, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String inFolder = (name.startsWith("/")) ? name.substring(1) : name;
		for (int i = 1; i <= TRIES; i++) {
			StaticFile file = this.files.staticFile(site, inFolder).orElseThrow(NotOnSiteException::new);
			try {
				answer(file, request, response);
				return;
			}
			catch (NoSuchFileException ex) {
				// It was replaced just now, before anything was sent: look again.
				response.reset();
			}
			catch (UncheckedIOException ex) {
				if (!(ex.getCause() instanceof NoSuchFileException)) {
					throw ex;
				}
				response.reset();
			}
		}
		throw new NotOnSiteException();
	}

	private static void answer(StaticFile file, HttpServletRequest request, HttpServletResponse response)
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
			describe(file, chosen, modified, request, response);
		}
		else if (ranges != null && ranges.parts().isEmpty()) {
			response.setHeader("Content-Range", ranges.unsatisfied());
			response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
		}
		else {
			try (Representation.Body body = chosen.open()) {
				describe(file, chosen, modified, request, response);
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

	private static void describe(StaticFile file, Representation chosen, @Nullable Instant modified,
			HttpServletRequest request, HttpServletResponse response) {
		String[] asked = request.getParameterValues("v");
		boolean current = asked != null && asked.length == 1
				&& file.fingerprint().filter((now) -> now.equals(asked[0])).isPresent();
		response.setHeader("Cache-Control", (current) ? FOR_GOOD : "no-cache");
		response.setHeader("ETag", chosen.etag());
		response.setHeader("Accept-Ranges", "bytes");
		if (modified != null) {
			response.setDateHeader("Last-Modified", modified.toEpochMilli());
		}
		if (!chosen.coding().equals("identity")) {
			response.setHeader("Content-Encoding", chosen.coding());
		}
	}

}
