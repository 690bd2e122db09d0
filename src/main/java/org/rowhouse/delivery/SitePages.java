package org.rowhouse.delivery;

import java.time.DateTimeException;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.content.PublishedContent.TagCount;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateModel.MonthModel;

import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;

/**
 * Renders the pages of the bound site: finds what they show, and the template for it.
 * Each method throws {@link NotOnSiteException} where there is nothing to show.
 */
@Component
class SitePages {

	private static final int POSTS_ON_HOME = 10;

	private static final int POSTS_PER_PAGE = 10;

	private static final int MAX_PAGE = 100_000;

	private final PublishedContent content;

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	SitePages(PublishedContent content, SiteModelFactory models, SiteTemplates templates) {
		this.content = content;
		this.models = models;
		this.templates = templates;
	}

	String home(Site site, String pathPrefix) {
		Map<String, Object> model = this.models.common(site, "/");
		Item page = this.content.find(ContentKind.PAGE, "").orElse(null);
		model.put("page", (page != null) ? this.models.page(site, page, pathPrefix) : null);
		model.put("posts", this.models.posts(site, this.content.posts(0, POSTS_ON_HOME)));
		return render(site, pathPrefix, (page != null) ? template(site, page, "home") : "home", model);
	}

	String page(Site site, String pathPrefix, String path) {
		Item page = this.content.find(ContentKind.PAGE, path).orElseThrow(NotOnSiteException::new);
		Map<String, Object> model = this.models.common(site, page.url());
		model.put("page", this.models.page(site, page, pathPrefix));
		return render(site, pathPrefix, template(site, page, "page"), model);
	}

	String posts(Site site, String pathPrefix, int number) {
		Page<ItemSummary> posts = this.content.posts(index(number), POSTS_PER_PAGE);
		return archive(site, pathPrefix, "/posts", posts, null);
	}

	String month(Site site, String pathPrefix, int year, int month, int number) {
		YearMonth wanted = yearMonth(year, month);
		Page<ItemSummary> posts = this.content.postsOf(wanted, site.timeZone(), index(number), POSTS_PER_PAGE);
		return archive(site, pathPrefix, path(wanted), posts,
				toModel(wanted, posts.getTotalElements(), site.timeZone()));
	}

	String post(Site site, String pathPrefix, String slug) {
		Item post = this.content.find(ContentKind.POST, slug).orElseThrow(NotOnSiteException::new);
		Map<String, Object> model = this.models.common(site, post.url());
		model.put("post", this.models.post(site, post, pathPrefix));
		return render(site, pathPrefix, template(site, post, "post"), model);
	}

	String tag(Site site, String pathPrefix, String slug, int number) {
		TagCount tag = this.content.tags()
			.stream()
			.filter((known) -> known.tag().slug().equals(slug))
			.findFirst()
			.orElseThrow(NotOnSiteException::new);
		Page<ItemSummary> posts = this.content.postsTagged(slug, index(number), POSTS_PER_PAGE);
		requireContent(posts);
		Map<String, Object> model = this.models.common(site, "/tag/" + slug);
		model.put("tag", this.models.tag(tag.tag(), tag.count()));
		model.put("posts", this.models.posts(site, posts));
		model.put("pagination", this.models.pagination(posts, "/tag/" + slug));
		return render(site, pathPrefix, "tag", model);
	}

	private String archive(Site site, String pathPrefix, String path, Page<ItemSummary> posts,
			@Nullable MonthModel month) {
		if (month != null || posts.getNumber() > 0) {
			requireContent(posts);
		}
		Map<String, Object> model = this.models.common(site, path);
		model.put("posts", this.models.posts(site, posts));
		model.put("pagination", this.models.pagination(posts, path));
		model.put("month", month);
		model.put("months", months(site));
		return render(site, pathPrefix, "archive", model);
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

	private String render(Site site, String pathPrefix, String template, Map<String, Object> model) {
		return this.templates.render(site, pathPrefix, template, model);
	}

}
