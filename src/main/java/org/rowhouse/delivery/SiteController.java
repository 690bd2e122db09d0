package org.rowhouse.delivery;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.cache.PageCached;
import org.rowhouse.cache.PageExchange;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.PictureOrigins;
import org.rowhouse.site.Site;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages that visitors of a site read.
 */
@Controller
@OnHost(HostKind.SITE)
class SiteController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final SitePages pages;

	SiteController(SitePages pages) {
		this.pages = pages;
	}

	@PageCached
	@GetMapping({ "", "/" })
	ResponseEntity<byte[]> home(Site site, HttpServletRequest request) {
		return html(request, this.pages.home(site, HostKind.pathPrefix(request)));
	}

	@PageCached
	@GetMapping("/{*path}")
	ResponseEntity<byte[]> page(@PathVariable String path, Site site, HttpServletRequest request) {
		if (path.endsWith("/")) {
			String bare = request.getRequestURI().substring(0, request.getRequestURI().length() - 1);
			String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
			return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY).header("Location", bare + query).build();
		}
		return html(request, this.pages.page(site, HostKind.pathPrefix(request), path.substring(1)));
	}

	@PageCached(numbers = "page")
	@GetMapping("/posts")
	ResponseEntity<byte[]> posts(@RequestParam(defaultValue = "1") int page, Site site, HttpServletRequest request) {
		return html(request, this.pages.posts(site, HostKind.pathPrefix(request), page));
	}

	@PageCached(numbers = "page")
	@GetMapping("/posts/{year:[0-9]{4}}/{month:[0-9]{2}}")
	ResponseEntity<byte[]> month(@PathVariable int year, @PathVariable int month,
			@RequestParam(defaultValue = "1") int page, Site site, HttpServletRequest request) {
		return html(request, this.pages.month(site, HostKind.pathPrefix(request), year, month, page));
	}

	@PageCached
	@GetMapping("/posts/{slug}")
	ResponseEntity<byte[]> post(@PathVariable String slug, Site site, HttpServletRequest request) {
		return html(request, this.pages.post(site, HostKind.pathPrefix(request), slug));
	}

	@PageCached(numbers = "page")
	@GetMapping("/tag/{slug}")
	ResponseEntity<byte[]> tag(@PathVariable String slug, @RequestParam(defaultValue = "1") int page, Site site,
			HttpServletRequest request) {
		return html(request, this.pages.tag(site, HostKind.pathPrefix(request), slug, page));
	}

	@PageCached(numbers = "page")
	@GetMapping("/author/{slug}")
	ResponseEntity<byte[]> author(@PathVariable String slug, @RequestParam(defaultValue = "1") int page, Site site,
			HttpServletRequest request) {
		return html(request, this.pages.author(site, HostKind.pathPrefix(request), slug, page));
	}

	private static ResponseEntity<byte[]> html(HttpServletRequest request, RenderedPage page) {
		PictureOrigins.allow(request, page.origins());
		PageExchange.shows(request, page.itemId());
		return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noCache()).body(page.utf8());
	}

}
