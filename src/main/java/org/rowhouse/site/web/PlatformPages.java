package org.rowhouse.site.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The pages that are shown where no site answers. They are the same bytes for everybody,
 * so they cannot tell anything about any site. An operator's pages in
 * {@code platform/errors/<status>.html} go before the ones in the jar, and those in
 * {@code platform/errors/<domain>/} before these, for the domain and every host below it.
 * All are read once.
 */
@Component
class PlatformPages {

	private static final Logger logger = LoggerFactory.getLogger(PlatformPages.class);

	/** Of a site that is asked for too often, with whatever status that is told. */
	static final int BUSY = 429;

	private static final List<Integer> STATUSES = List.of(400, 404, 410, 413, 421, BUSY, 500, 503);

	private static final int FALLBACK = 500;

	/** The pages stand alone and hold their style; there is nothing else to load. */
	private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final Map<Integer, byte[]> pages = new HashMap<>();

	/** By status and domain, such as {@code 421 example.com}. */
	private final Map<String, byte[]> pagesOfDomains = new HashMap<>();

	PlatformPages(Home home) {
		Folder folder = home.platform().folder("errors");
		for (int status : STATUSES) {
			this.pages.put(status, read(folder, status + ".html"));
		}
		for (String name : folder.files()) {
			readOfDomain(folder, name);
		}
	}

	private void readOfDomain(Folder folder, String name) {
		String[] parts = name.split("/", -1);
		if (parts.length != 2) {
			return;
		}
		try {
			Hostname domain = Hostname.fromInput(parts[0]);
			for (int status : STATUSES) {
				if (parts[1].equals(status + ".html")) {
					this.pagesOfDomains.put(status + " " + domain, Files.readAllBytes(folder.file(name).orElseThrow()));
				}
			}
		}
		catch (InvalidHostnameException ex) {
			logger.warn("platform/errors/{} is not used: {}", name, ex.getMessage());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
		send(request, response, status, status);
	}

	/**
	 * Answers with the page for another status.
	 * @param request the request
	 * @param response the response, of which nothing has been sent
	 * @param status the status that is sent
	 * @param pageOf the status whose page is shown
	 * @throws IOException if the client cannot be written to
	 */
	void send(HttpServletRequest request, HttpServletResponse response, int status, int pageOf) throws IOException {
		byte[] page = page(request, pageOf);
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

	private byte[] page(HttpServletRequest request, int status) {
		if (!this.pagesOfDomains.isEmpty()) {
			String domain = host(request);
			while (!domain.isEmpty()) {
				byte[] page = this.pagesOfDomains.get(status + " " + domain);
				if (page != null) {
					return page;
				}
				int dot = domain.indexOf('.');
				domain = (dot >= 0) ? domain.substring(dot + 1) : "";
			}
		}
		return this.pages.getOrDefault(status, this.pages.getOrDefault(FALLBACK, new byte[0]));
	}

	private static String host(HttpServletRequest request) {
		try {
			return Hostname.fromRequest(request.getServerName()).toString();
		}
		catch (InvalidHostnameException ex) {
			return "";
		}
	}

}
