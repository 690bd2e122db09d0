package org.rowhouse.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.SurrogateKeys;
import org.rowhouse.delivery.FileAnswer.Keeper;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteFiles;
import org.rowhouse.theme.StaticFile;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The static files of a site and its theme. An URL that carries the hash of what it leads
 * to may be kept for good; at any other one as long as the site says. Whoever asks gets
 * what is there now.
 */
@Controller
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class StaticFileController {

	private static final int TRIES = 3;

	private final SiteFiles files;

	private final SurrogateKeys keys;

	StaticFileController(SiteFiles files, SurrogateKeys keys) {
		this.files = files;
		this.keys = keys;
	}

	@GetMapping("/static/{*name}")
	void file(@PathVariable String name, Site site, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String inFolder = (name.startsWith("/")) ? name.substring(1) : name;
		for (int i = 1; i <= TRIES; i++) {
			StaticFile file = this.files.staticFile(site, inFolder).orElseThrow(NotOnSiteException::new);
			try {
				this.keys.tag(site, response);
				FileAnswer.send(file, Keeper.of(site), request, response);
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

}
