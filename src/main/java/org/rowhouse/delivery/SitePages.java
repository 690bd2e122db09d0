package org.rowhouse.delivery;

import java.time.DateTimeException;
import java.time.Year;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.OutlinePage;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.content.PublishedContent.HomeView;
import org.rowhouse.content.PublishedContent.PageView;
import org.rowhouse.content.PublishedContent.PostList;
import org.rowhouse.content.PublishedContent.PostView;
import org.rowhouse.content.SiteOutline;
import org.rowhouse.content.SiteOutline.AuthorCount;
import org.rowhouse.content.SiteOutline.TagCount;
import org.rowhouse.content.SiteOutlines;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateModel.AuthorModel;
import org.rowhouse.theme.TemplateModel.MetaModel;
import org.rowhouse.theme.TemplateModel.PostSummaryModel;
import org.rowhouse.theme.TemplateModel.TagModel;

import org.springframework.stereotype.Component;

/**
 * Renders the pages of the bound site: finds what they show, and the template for it.
 * Each method throws {@link NotOnSiteException} where there is nothing to show, and
 * {@link PublishedContent.GoneException} where there was something.
 */
@Component
class SitePages {

	private static final int POSTS_ON_HOME = 10;

	private static final int POSTS_PER_PAGE = 10;

	private static final int MAX_PAGE = 100_000;

	/** Where previews are, which is private if all of the site is. */
	private static final String PREVIEW = "/preview";

	private final PublishedContent content;

	private final SiteOutlines outlines;

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	private final PageMeta meta;

	SitePages(PublishedContent content, SiteOutlines outlines, SiteModelFactory models, SiteTemplates templates,
			PageMeta meta) {
		this.content = content;
		this.outlines = outlines;
		this.models = models;
		this.meta = meta;
		this.templates = templates;
	}

	RenderedPage home(Site site, String pathPrefix) {
		return home(site, pathPrefix, this.content.home(POSTS_ON_HOME), "/");
	}

	private RenderedPage home(Site site, String pathPrefix, HomeView home, String from) {
		Map<String, Object> model = this.models.common(site, "/", from);
		Item page = home.page();
		model.put("page", (page != null)
				? this.models.page(site, new PageView(page, List.of(), List.of()), pathPrefix, from) : null);
		boolean posts = this.models.shows(site, from, SiteModelFactory.POSTS);
		model.put("posts", (posts) ? this.models.posts(site, home.posts(), pathPrefix) : List.of());
		return render(site, pathPrefix, (page != null) ? template(site, page, "home") : "home", page, model);
	}

	/** The home page of a site that has the given items and nothing else. */
	RenderedPage sample(Site site, List<Item> items) {
		List<Item> pages = items.stream().filter((item) -> item.kind() == ContentKind.PAGE).toList();
		List<ItemSummary> posts = items.stream()
			.filter((item) -> item.kind() == ContentKind.POST)
			.map(Item::toSummary)
			.toList();
		SiteOutline outline = new SiteOutline(List.of(),
				pages.stream()
					.filter((page) -> !page.path().isEmpty())
					.map((page) -> new OutlinePage(page.path(), page.title(), page.details().position(), false))
					.toList(),
				posts.size(), List.of(), List.of(), Map.of());
		Item home = pages.stream().filter((page) -> page.path().isEmpty()).findFirst().orElse(null);
		Map<String, Object> model = this.models.common(site, "/", outline);
		model.put("page",
				(home != null) ? this.models.page(site, new PageView(home, List.of(), List.of()), "", "/") : null);
		model.put("posts", this.models.posts(site, new PostList(posts, Map.of()), ""));
		return render(site, "", (home != null) ? template(site, home, "home") : "home", home, model);
	}

	RenderedPage page(Site site, String pathPrefix, String path) {
		PageView view = this.content.page(path).orElseThrow(NotOnSiteException::new);
		return page(site, pathPrefix, view, view.page().url());
	}

	/**
	 * Shows a page or post that visitors need not be able to see, to who has the key to
	 * it alone: it names what a preview may name, and nothing else of a private branch.
	 */
	RenderedPage preview(Site site, String pathPrefix, Item item) {
		return (item.kind() == ContentKind.POST) ? post(site, pathPrefix, this.content.between(item), PREVIEW)
				: page(site, pathPrefix, item, PREVIEW);
	}

	private RenderedPage page(Site site, String pathPrefix, Item page, String from) {
		return (page.path().isEmpty())
				? home(site, pathPrefix, new HomeView(page, this.content.posts(0, POSTS_ON_HOME)), from)
				: page(site, pathPrefix, this.content.around(page), from);
	}

	private RenderedPage page(Site site, String pathPrefix, PageView view, String from) {
		Map<String, Object> model = this.models.common(site, view.page().url(), from);
		model.put("page", this.models.page(site, view, pathPrefix, from));
		return render(site, pathPrefix, template(site, view.page(), "page"), view.page(), model);
	}

	RenderedPage post(Site site, String pathPrefix, String slug) {
		PostView view = this.content.post(slug).orElseThrow(NotOnSiteException::new);
		return post(site, pathPrefix, view, view.post().url());
	}

	private RenderedPage post(Site site, String pathPrefix, PostView view, String from) {
		Map<String, Object> model = this.models.common(site, view.post().url(), from);
		model.put("post", this.models.post(site, view, pathPrefix, from));
		return render(site, pathPrefix, template(site, view.post(), "post"), view.post(), model);
	}

	RenderedPage posts(Site site, String pathPrefix, int number) {
		Part part = Part.of(number, this.outlines.get().posts());
		return list(site, pathPrefix, "/posts", part, "archive", this.content.posts(part.index(), POSTS_PER_PAGE),
				Map.of());
	}

	RenderedPage month(Site site, String pathPrefix, int year, int month, int number) {
		YearMonth wanted = yearMonth(year, month);
		long count = this.outlines.get().months().getOrDefault(wanted, 0L);
		Part part = Part.ofSome(number, count);
		return list(site, pathPrefix, SiteModelFactory.path(wanted), part, "archive",
				this.content.postsOf(wanted, site.timeZone(), part.index(), POSTS_PER_PAGE),
				Map.of("month", this.models.month(site, wanted, count)));
	}

	RenderedPage tag(Site site, String pathPrefix, String slug, int number) {
		SiteOutline outline = this.outlines.get();
		TagCount tag = outline.tag(slug)
			.or(() -> (outline.isMissingTags()) ? this.content.countTagged(slug) : Optional.empty())
			.orElseThrow(NotOnSiteException::new);
		Part part = Part.ofSome(number, tag.count());
		TagModel model = this.models.tag(tag.tag(), tag.count());
		return list(site, pathPrefix, model.path(), part, "tag",
				this.content.postsTagged(slug, part.index(), POSTS_PER_PAGE), Map.of("tag", model));
	}

	/** An archive that knows no authors lists their posts as well. */
	RenderedPage author(Site site, String pathPrefix, String slug, int number) {
		SiteOutline outline = this.outlines.get();
		AuthorCount author = outline.author(slug)
			.or(() -> (outline.isMissingAuthors()) ? this.content.countBy(slug) : Optional.empty())
			.orElseThrow(NotOnSiteException::new);
		Part part = Part.ofSome(number, author.count());
		AuthorModel model = this.models.author(author);
		return list(site, pathPrefix, model.path(), part,
				(this.templates.exists(site, "author")) ? "author" : "archive",
				this.content.postsBy(slug, part.index(), POSTS_PER_PAGE), Map.of("author", model));
	}

	private RenderedPage list(Site site, String pathPrefix, String path, Part part, String template, PostList posts,
			Map<String, Object> subject) {
		Map<String, Object> model = this.models.common(site, path);
		model.put("posts", this.models.posts(site, posts, pathPrefix));
		model.put("pagination", this.models.pagination(part.number(), part.total(), path));
		model.putAll(subject);
		return render(site, pathPrefix, template, null, model);
	}

	private static YearMonth yearMonth(int year, int month) {
		try {
			return Year.of(year).atMonth(month);
		}
		catch (DateTimeException ex) {
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

	private RenderedPage render(Site site, String pathPrefix, String template, @Nullable Item item,
			Map<String, Object> model) {
		MetaModel described = this.meta.of(site, item, model);
		model.put("meta", described);
		model.put("canonical", described.url());
		return new RenderedPage(this.templates.renderUtf8(site, pathPrefix, template, model), origins(item, model),
				(item != null) ? item.id() : null);
	}

	/**
	 * Whoever writes on a site can name pictures of that site only: a cover from
	 * elsewhere is that of a shared item.
	 */
	private Set<String> origins(@Nullable Item item, Map<String, Object> model) {
		Set<String> origins = new HashSet<>();
		if (item != null && item.origin() != null) {
			String base = this.meta.baseOf(item.origin());
			if (base != null) {
				origins.add(base);
			}
			addOrigin(origins, item.details().cover());
		}
		if (model.get("posts") instanceof List<?> posts) {
			for (Object post : posts) {
				if (post instanceof PostSummaryModel summary && summary.cover() != null) {
					addOrigin(origins, summary.cover().src());
				}
			}
		}
		return origins;
	}

	private static void addOrigin(Set<String> origins, String cover) {
		if (cover.startsWith("http://") || cover.startsWith("https://")) {
			origins.add(cover);
		}
	}

	/**
	 * One page of a list that has several.
	 *
	 * @param number which one, from 1
	 * @param total how many there are, at least 1
	 */
	private record Part(int number, int total) {

		/** Of a list that is shown even without a post. */
		static Part of(int number, long posts) {
			int total = (int) Math.max(1, Math.min(MAX_PAGE, (posts + POSTS_PER_PAGE - 1) / POSTS_PER_PAGE));
			if (number < 1 || number > total) {
				throw new NotOnSiteException();
			}
			return new Part(number, total);
		}

		static Part ofSome(int number, long posts) {
			if (posts == 0) {
				throw new NotOnSiteException();
			}
			return of(number, posts);
		}

		int index() {
			return this.number - 1;
		}

	}

}
