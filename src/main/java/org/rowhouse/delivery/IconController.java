package org.rowhouse.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.PageCached;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SearchOptions;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The icons of a site for tabs and home screens, drawn out of its name and colour, and
 * the manifest that names them (W3C Web Application Manifest).
 */
@RestController
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class IconController {

	private static final int KEPT = 2000;

	private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

	private static final MediaType ICO = MediaType.parseMediaType("image/x-icon");

	private static final MediaType MANIFEST = MediaType.parseMediaType("application/manifest+json;charset=UTF-8");

	private final PageMeta meta;

	private final Cache<Drawn, byte[]> drawn = Caffeine.newBuilder().maximumSize(KEPT).build();

	IconController(PageMeta meta) {
		this.meta = meta;
	}

	@PageCached(AnswerKind.FILE)
	@GetMapping("/icons/icon.svg")
	ResponseEntity<String> svg(Site site) {
		return ResponseEntity.ok()
			.contentType(SVG)
			.cacheControl(CacheControl.noCache())
			.body(LetterMark.of(site).svg());
	}

	@PageCached(AnswerKind.FILE)
	@GetMapping("/icons/icon-{size:32|180|192|512}.png")
	ResponseEntity<byte[]> png(@PathVariable int size, Site site) {
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_PNG)
			.cacheControl(CacheControl.noCache())
			.body(drawn(site, size));
	}

	/** A file of this kind may hold a PNG. */
	@PageCached(AnswerKind.FILE)
	@GetMapping("/favicon.ico")
	ResponseEntity<byte[]> ico(Site site) {
		return ResponseEntity.ok()
			.contentType(ICO)
			.cacheControl(CacheControl.noCache())
			.body(LetterMark.ico(drawn(site, 32), 32));
	}

	@PageCached(AnswerKind.FILE)
	@GetMapping("/site.webmanifest")
	ResponseEntity<String> manifest(Site site, HttpServletRequest request) {
		String prefix = HostKind.pathPrefix(request);
		LetterMark mark = LetterMark.of(site);
		String icon = this.meta.icon(site, SearchOptions.of(site));
		Map<String, Object> manifest = new LinkedHashMap<>();
		manifest.put("name", site.name());
		manifest.put("short_name", site.name());
		manifest.put("lang", site.locale().toLanguageTag());
		manifest.put("start_url", prefix + "/");
		manifest.put("scope", prefix + "/");
		manifest.put("display", "browser");
		manifest.put("theme_color", mark.color());
		manifest.put("background_color", "#ffffff");
		manifest.put("icons",
				List.of(Map.of("src", prefix + icon, "sizes", "any", "type", PageMeta.typeOf(icon)),
						Map.of("src", prefix + "/icons/icon-192.png", "sizes", "192x192", "type", "image/png"),
						Map.of("src", prefix + "/icons/icon-512.png", "sizes", "512x512", "type", "image/png")));
		return ResponseEntity.ok()
			.contentType(MANIFEST)
			.cacheControl(CacheControl.noCache())
			.body(JsonMapper.shared().writeValueAsString(manifest));
	}

	private byte[] drawn(Site site, int size) {
		LetterMark mark = LetterMark.of(site);
		return this.drawn.get(new Drawn(site.id(), mark.letter(), mark.color(), size), (key) -> mark.png(size));
	}

	private record Drawn(long siteId, String letter, String color, int size) {

	}

}
