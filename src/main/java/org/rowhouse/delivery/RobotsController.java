package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.PageCached;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.theme.SearchOptions;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a site says to programs in plain text: {@code robots.txt} (RFC 9309) and
 * {@code security.txt} (RFC 9116). A suspended site answers with 503, which keeps robots
 * away for now, an archived one with 410.
 */
@RestController
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class RobotsController {

	private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

	/** Less than a year, as RFC 9116 recommends (section 2.5.5). */
	private static final Duration VALID = Duration.ofDays(180);

	private final SiteModelFactory models;

	private final SitePrivacy privacy;

	private final Clock clock = Clock.systemUTC();

	RobotsController(SiteModelFactory models, SitePrivacy privacy) {
		this.privacy = privacy;
		this.models = models;
	}

	/**
	 * Only that of the root of a host is asked for, which is why paths have a prefix.
	 * Private branches are not named: that would tell where they are.
	 */
	@PageCached(AnswerKind.FEED)
	@GetMapping("/robots.txt")
	ResponseEntity<String> robots(Site site, HttpServletRequest request) {
		if (this.privacy.of(site).isWhole()) {
			return text("User-agent: *\nDisallow: " + HostKind.pathPrefix(request) + "/\n");
		}
		SearchOptions options = SearchOptions.of(site);
		String own = options.robots();
		StringBuilder text = new StringBuilder();
		if (!own.isEmpty()) {
			text.append(own).append('\n');
		}
		else {
			text.append("User-agent: *\nDisallow: ").append(HostKind.pathPrefix(request)).append("/search\n");
		}
		// What is not to be found has to be read, or nobody sees that it says so.
		if (options.isIndexed() && !own.toLowerCase(Locale.ROOT).contains("sitemap:")) {
			text.append("\nSitemap: ").append(this.models.baseUrl(site)).append("/sitemap.xml\n");
		}
		return text(text.toString());
	}

	private static ResponseEntity<String> text(String body) {
		return ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.noCache()).body(body);
	}

	@GetMapping("/.well-known/security.txt")
	ResponseEntity<String> security(Site site) {
		String contact = SearchOptions.of(site).contact();
		if (contact.isEmpty()) {
			throw new NotOnSiteException();
		}
		Instant expires = this.clock.instant().plus(VALID).truncatedTo(ChronoUnit.DAYS);
		return ResponseEntity.ok()
			.contentType(TEXT)
			.cacheControl(CacheControl.noCache())
			.body("Contact: " + contact + "\nExpires: " + expires + "\nPreferred-Languages: "
					+ site.locale().getLanguage() + "\nCanonical: " + this.models.baseUrl(site)
					+ "/.well-known/security.txt\n");
	}

}
