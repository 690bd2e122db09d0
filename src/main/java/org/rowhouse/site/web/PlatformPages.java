package org.rowhouse.site.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The pages that are shown where no site answers. They are the same bytes for everybody,
 * so they cannot tell anything about any site. An operator's pages in
 * {@code platform/errors/<status>.html} go before the ones in the jar; both are read
 * once.
 */
@Component
class PlatformPages {

	private static final int[] STATUSES = { 400, 404, 410, 421, 500, 503 };

	private static final int FALLBACK = 500;

	/** The pages stand alone and hold their style; there is nothing else to load. */
	private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final Map<Integer, byte[]> pages = new HashMap<>();

	PlatformPages(Home home) {
		Folder folder = home.platform().folder("errors");
		for (int status : STATUSES) {
			this.pages.put(status, read(folder, status + ".html"));
		}
	}

	private static byte[] read(Folder folder, String name) {
		Optional<Path> own = folder.file(name);
		try (InputStream builtIn = new ClassPathResource("rowhouse/home/platform/errors/" + name).getInputStream()) {
			return (own.isPresent()) ? Files.readAllBytes(own.get()) : builtIn.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Answers with the page for a status.
	 * @param request the request
	 * @param response the response, of which nothing has been sent
	 * @param status the status; one without a page of its own gets that of 500
	 * @throws IOException if the client cannot be written to
	 */
	void send(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
		byte[] page = this.pages.getOrDefault(status, this.pages.getOrDefault(FALLBACK, new byte[0]));
		response.setStatus(status);
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Content-Security-Policy", POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "no-referrer");
		response.setContentType("text/html");
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		response.setContentLength(page.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(page);
		}
	}

}
