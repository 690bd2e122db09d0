package org.rowhouse.delivery;

import java.time.DateTimeException;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.content.PublishedContent.TagCount;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateModel.MonthModel;

import org.springframework.data.domain.Page;
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

	private static final int POSTS_ON_HOME = 10;

	private static final int POSTS_PER_PAGE = 10;

	private static final int MAX_PAGE = 100_000;

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final PublishedContent content;

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	SiteController(PublishedContent content, SiteModelFactory models, SiteTemplates templates) {
		this.content = content;
		this.models = models;
		this.templates = templates;
	}

	@GetMapping({ "", "/" })
	ResponseEntity<String> home(Site site, HttpServletRequest request) {
		Map<String, Object> model = this.models.common(site, "/");
		Item page = this.content.find(ContentKind.PAGE, "").orElse(null);
		model.put("page", (page != null) ? this.models.page(site, page, HostKind.pathPrefix(request)) : null);
		model.put("posts", this.models.posts(site, this.content.posts(0, POSTS_ON_HOME)));
		return render(site, request, (page != null) ? template(site, page, "home") : "home", model);
	}

	@GetMapping("/{*path}")
	ResponseEntity<String> page(@PathVariable String path, Site site, HttpServletRequest request) {
		if (path.endsWith("/")) {
			String bare = request.getRequestURI().substring(0, request.getRequestURI().length() - 1);
			String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
			return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY).header("Location", bare + query).build();
		}
		Item page = this.content.find(ContentKind.PAGE, path.substring(1)).orElseThrow(NotOnSiteException::new);
		Map<String, Object> model = this.models.common(site, page.url());
		model.put("page", this.models.page(site, page, HostKind.pathPrefix(request)));
		return render(site, request, template(site, page, "page"), model);
	}

	@GetMapping("/posts")
	ResponseEntity<String> posts(@RequestParam(defaultValue = "1") int page, Site site, HttpServletRequest request) {
		Page<ItemSummary> posts = this.content.posts(index(page), POSTS_PER_PAGE);
		return archive(site, request, "/posts", posts, null);
	}

	@GetMapping("/posts/{year:[0-9]{4}}/{month:[0-9]{2}}")
	ResponseEntity<String> month(@PathVariable int year, @PathVariable int month,
			@RequestParam(defaultValue = "1") int page, Site site, HttpServletRequest request) {
		YearMonth wanted = yearMonth(year, month);
		Page<ItemSummary> posts = this.content.postsOf(wanted, site.timeZone(), index(page), POSTS_PER_PAGE);
		return archive(site, request, path(wanted), posts, toModel(wanted, posts.getTotalElements(), site.timeZone()));
	}

	@GetMapping("/posts/{slug}")
	ResponseEntity<String> post(@PathVariable String slug, Site site, HttpServletRequest request) {
		Item post = this.content.find(ContentKind.POST, slug).orElseThrow(NotOnSiteException::new);
		Map<String, Object> model = this.models.common(site, post.url());
		model.put("post", this.models.post(site, post, HostKind.pathPrefix(request)));
		return render(site, request, template(site, post, "post"), model);
	}

	@GetMapping("/tag/{slug}")
	ResponseEntity<String> tag(@PathVariable String slug, @RequestParam(defaultValue = "1") int page, Site site,
			HttpServletRequest request) {
		TagCount tag = this.content.tags()
			.stream()
			.filter((known) -> known.tag().slug().equals(slug))
			.findFirst()
			.orElseThrow(NotOnSiteException::new);
		Page<ItemSummary> posts = this.content.postsTagged(slug, index(page), POSTS_PER_PAGE);
		requireContent(posts);
		Map<String, Object> model = this.models.common(site, "/tag/" + slug);
		model.put("tag", this.models.tag(tag.tag(), tag.count()));
		model.put("posts", this.models.posts(site, posts));
		model.put("pagination", this.models.pagination(posts, "/tag/" + slug));
		return render(site, request, "tag", model);
	}

	private ResponseEntity<String> archive(Site site, HttpServletRequest request, String path, Page<ItemSummary> posts,
			@Nullable MonthModel month) {
		if (month != null || posts.getNumber() > 0) {
			requireContent(posts);
		}
		Map<String, Object> model = this.models.common(site, path);
		model.put("posts", this.models.posts(site, posts));
		model.put("pagination", this.models.pagination(posts, path));
		model.put("month", month);
		model.put("months", months(site));
		return render(site, request, "archive", model);
	}

	private List<MonthModel> months(Site site) {
		return this.content.months(site.timeZone())
			.entrySet()
			.stream()
			.map((month) -> toModel(month.getKey(), month.getValue(), site.timeZone()))
			.toList();
	}

	private static MonthModel toModel(YearMonth month, long count, ZoneId zone) {
		return new MonthModel(path(month), count, month.atDay(1).atStartOfDay(zone));
	}

	private static String path(YearMonth month) {
		return "/posts/" + month.toString().replace('-', '/');
	}

	private static YearMonth yearMonth(int year, int month) {
		try {
			return Year.of(year).atMonth(month);
		}
		catch (DateTimeException ex) {
			throw new NotOnSiteException();
		}
	}

	private static int index(int page) {
		if (page < 1 || page > MAX_PAGE) {
			throw new NotOnSiteException();
		}
		return page - 1;
	}

	private static void requireContent(Page<?> listed) {
		if (!listed.hasContent()) {
			throw new NotOnSiteException();
		}
	}

	/**
	 * A template that an item names but its site does not have is not worth a broken
	 * page.
	 */
	private String template(Site site, Item item, String usual) {
		String wanted = item.template();
		boolean page = !wanted.isEmpty() && !wanted.equals("layout") && !wanted.startsWith("fragments/");
		return (page && this.templates.exists(site, wanted)) ? wanted : usual;
	}

	private ResponseEntity<String> render(Site site, HttpServletRequest request, String template,
			Map<String, Object> model) {
		return ResponseEntity.ok()
			.contentType(HTML)
			.cacheControl(CacheControl.noCache())
			.body(this.templates.render(site, HostKind.pathPrefix(request), template, model));
	}

}
