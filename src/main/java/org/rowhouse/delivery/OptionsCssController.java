package org.rowhouse.delivery;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.ThemeOptions;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The options of a site as a stylesheet. Under the URL that names what it holds it may be
 * kept for a year, under any other it is asked for each time.
 */
@RestController
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class OptionsCssController {

	private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

	private final ThemeOptions options;

	OptionsCssController(ThemeOptions options) {
		this.options = options;
	}

	@GetMapping("/options.css")
	ResponseEntity<String> stylesheet(@RequestParam(required = false) @Nullable String v, Site site) {
		String css = this.options.stylesheet(site);
		String fingerprint = this.options.fingerprintOf(css).orElse("empty");
		CacheControl cache = (fingerprint.equals(v))
				? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable() : CacheControl.noCache();
		return ResponseEntity.ok().contentType(CSS).cacheControl(cache).eTag("\"" + fingerprint + "\"").body(css);
	}

}
