package org.rowhouse.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.Preconditions;
import org.rowhouse.cache.SurrogateKeys;
import org.rowhouse.delivery.FileAnswer.Keeper;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.ThemeOptions;
import org.rowhouse.theme.ThemeOptions.Sheet;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The options of a site as a stylesheet. Under the URL that names what it holds it may be
 * kept for a year, under any other as long as the site says.
 */
@RestController
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class OptionsCssController {

	private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

	private final ThemeOptions options;

	private final SurrogateKeys keys;

	OptionsCssController(ThemeOptions options, SurrogateKeys keys) {
		this.options = options;
		this.keys = keys;
	}

	@GetMapping("/options.css")
	ResponseEntity<String> stylesheet(@RequestParam(required = false) @Nullable String v, Site site,
			HttpServletRequest request, HttpServletResponse response) {
		Sheet sheet = this.options.stylesheet(site);
		String fingerprint = sheet.fingerprint().orElse("empty");
		Keeper keeper = Keeper.of(site);
		String cache = (fingerprint.equals(v)) ? keeper.forGood() : keeper.otherwise();
		String tag = "\"" + fingerprint + "\"";
		Preconditions conditions = new Preconditions(request, tag, null);
		if (conditions.failed()) {
			return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED).build();
		}
		this.keys.tag(site, response);
		boolean known = conditions.notModified();
		return ResponseEntity.status((known) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.contentType(CSS)
			.header("Cache-Control", cache)
			.eTag(tag)
			.body((known) ? null : sheet.css());
	}

}
