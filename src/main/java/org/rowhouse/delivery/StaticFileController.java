package org.rowhouse.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteFiles;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The static files of a site and its theme. Browsers may keep them but ask each time
 * whether they have changed.
 */
@RestController
@OnHost(HostKind.SITE)
class StaticFileController {

	private final SiteFiles files;

	StaticFileController(SiteFiles files) {
		this.files = files;
	}

	@GetMapping("/static/{*name}")
	ResponseEntity<Resource> file(@PathVariable String name, Site site) throws IOException {
		String inFolder = (name.startsWith("/")) ? name.substring(1) : name;
		Resource file = this.files.staticFile(site, inFolder).orElseThrow(NotOnSiteException::new);
		long modified = file.lastModified();
		// With the site: an address may have been another one's, whose file had the same
		// time and length.
		String etag = "\"" + Long.toHexString(site.id()) + "-" + Long.toHexString(modified) + "-"
				+ Long.toHexString(file.contentLength()) + "\"";
		return ResponseEntity.ok()
			.contentType(MediaTypeFactory.getMediaType(file).orElse(MediaType.APPLICATION_OCTET_STREAM))
			// Otherwise Spring names every file that it does not know f.txt.
			.header("Content-Disposition",
					ContentDisposition.inline()
						.filename(String.valueOf(file.getFilename()), StandardCharsets.UTF_8)
						.build()
						.toString())
			.lastModified(Instant.ofEpochMilli(modified))
			.eTag(etag)
			.cacheControl(CacheControl.noCache())
			.body(file);
	}

}
