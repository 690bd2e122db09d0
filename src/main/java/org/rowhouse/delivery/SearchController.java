package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.search.SearchHit;
import org.rowhouse.search.SearchResults;
import org.rowhouse.search.SearchSuggestion;
import org.rowhouse.search.SiteSearch;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateFailedException;
import org.rowhouse.theme.TemplateModel.PaginationModel;
import org.rowhouse.theme.TemplateModel.SearchHitModel;
import org.rowhouse.theme.TemplateModel.SearchModel;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/**
 * The search of a site. Its pages are for visitors, not for search engines.
 */
@Controller
@OnHost(HostKind.SITE)
class SearchController {

	private static final String TEMPLATE = "search";

	/** The index leaves private branches out, but learns of them a moment later. */
	private static final String PATH = "/search";

	private static final int MAX_QUERY = 200;

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final SiteSearch search;

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	private final PageMeta meta;

	private final SitePrivacy privacy;

	private final Clock clock = Clock.systemUTC();

	SearchController(SiteSearch search, SiteModelFactory models, SiteTemplates templates, PageMeta meta,
			SitePrivacy privacy) {
		this.privacy = privacy;
		this.search = search;
		this.models = models;
		this.templates = templates;
		this.meta = meta;
	}

	@GetMapping("/search")
	ResponseEntity<String> search(@RequestParam(name = "q", defaultValue = "") String typed,
			@RequestParam(defaultValue = "1") int page, Site site, HttpServletRequest request) {
		String query = readable(typed);
		SearchResults found = this.search.search(query, page - 1);
		if (page != 1 && found.hits().isEmpty()) {
			throw new NotOnSiteException();
		}
		Map<String, Object> model = this.models.common(site, "/search");
		model.put("search",
				new SearchModel(query, found.total(), found.more(), found.similar(), found.complete(),
						found.hits()
							.stream()
							.filter((hit) -> this.privacy.of(site).shows(PATH, hit.url()))
							.map((hit) -> toModel(site, hit))
							.toList()));
		model.put("pagination", pagination(query, page, found.total()));
		model.put("meta", this.meta.of(site, null, model));
		return ResponseEntity.ok()
			.contentType(HTML)
			.cacheControl(CacheControl.noCache())
			.header("X-Robots-Tag", "noindex")
			.body(render(site, HostKind.pathPrefix(request), model));
	}

	/**
	 * A site can have a layout that takes something else than the built-in template gives
	 * it, and no template for the search. That is no mistake, so it is shown in the
	 * built-in layout.
	 */
	private String render(Site site, String pathPrefix, Map<String, Object> model) {
		try {
			return this.templates.render(site, pathPrefix, TEMPLATE, model);
		}
		catch (TemplateFailedException ex) {
			if (!this.templates.isBuiltIn(site, TEMPLATE)) {
				throw ex;
			}
			return this.templates.renderBuiltIn(site, pathPrefix, TEMPLATE, model);
		}
	}

	@GetMapping("/search.json")
	ResponseEntity<Suggestions> suggest(@RequestParam(name = "q", defaultValue = "") String typed, Site site,
			HttpServletRequest request) {
		String prefix = HostKind.pathPrefix(request);
		List<Suggestion> items = this.search.suggest(readable(typed))
			.stream()
			.filter((found) -> this.privacy.of(site).shows(PATH, found.url()))
			.map((found) -> toSuggestion(prefix, found))
			.toList();
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noCache())
			.header("X-Robots-Tag", "noindex")
			.body(new Suggestions(items));
	}

	/** What is shown again must be text that a page can have. */
	private static String readable(String typed) {
		StringBuilder readable = new StringBuilder();
		typed.codePoints()
			.map((c) -> (Character.isISOControl(c)) ? ' ' : c)
			.filter((c) -> Character.getType(c) != Character.SURROGATE && Character.isDefined(c))
			.limit(MAX_QUERY)
			.forEach(readable::appendCodePoint);
		return readable.toString().strip();
	}

	private SearchHitModel toModel(Site site, SearchHit hit) {
		return new SearchHitModel(hit.title(), hit.url(), hit.titleHtml(), hit.excerptHtml(), hit.kind().equals("post"),
				((hit.publishAt() != null) ? hit.publishAt() : this.clock.instant()).atZone(site.timeZone()));
	}

	private static PaginationModel pagination(String query, int page, long total) {
		int pages = (int) Math.max(1, Math.min(SiteSearch.MAX_PAGES, (total + SiteSearch.PAGE - 1) / SiteSearch.PAGE));
		return new PaginationModel(page, pages, (page > 1) ? path(query, page - 1) : null,
				(page < pages) ? path(query, page + 1) : null);
	}

	private static String path(String query, int page) {
		return "/search?q=" + UriUtils.encode(query, StandardCharsets.UTF_8) + ((page > 1) ? "&page=" + page : "");
	}

	private static Suggestion toSuggestion(String prefix, SearchSuggestion found) {
		return new Suggestion(found.title(), prefix + found.url(), found.kind());
	}

	/**
	 * What is suggested while somebody types.
	 *
	 * @param items the best first
	 */
	record Suggestions(List<Suggestion> items) {

	}

	/**
	 * A page or post.
	 *
	 * @param title its title
	 * @param url where it is on this host
	 * @param kind {@code page} or {@code post}
	 */
	record Suggestion(String title, String url, String kind) {

	}

}
