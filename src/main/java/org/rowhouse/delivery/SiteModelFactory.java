package org.rowhouse.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.content.Tag;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.theme.TemplateModel.LinkModel;
import org.rowhouse.theme.TemplateModel.MenuModel;
import org.rowhouse.theme.TemplateModel.PageModel;
import org.rowhouse.theme.TemplateModel.PaginationModel;
import org.rowhouse.theme.TemplateModel.PostModel;
import org.rowhouse.theme.TemplateModel.PostSummaryModel;
import org.rowhouse.theme.TemplateModel.SiteModel;
import org.rowhouse.theme.TemplateModel.TagModel;
import org.rowhouse.theme.ThemeOptions;

import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;

/**
 * Makes what templates see out of the published content of the bound site.
 */
@Component
class SiteModelFactory {

	/** How many levels of pages a template can show beside each other. */
	private static final int TREE_LEVELS = 3;

	private static final int TREE_PAGES = 500;

	private final PublishedContent content;

	private final PublicUrls urls;

	private final ThemeOptions options;

	private final Clock clock = Clock.systemUTC();

	SiteModelFactory(PublishedContent content, PublicUrls urls, ThemeOptions options) {
		this.content = content;
		this.urls = urls;
		this.options = options;
	}

	/** What every template gets. */
	Map<String, Object> common(Site site, String path) {
		Map<String, Object> model = withoutContent(site, path);
		List<MenuEntry> declared = this.content.menu();
		model.put("menu", menu(declared, path));
		model.put("pages",
				(Supplier<?>) () -> new PageTree(this.content.pages(TREE_LEVELS, TREE_PAGES), declared, site.locale())
					.at(path));
		model.put("tags", this.content.tags().stream().map((tag) -> tag(tag.tag(), tag.count())).toList());
		return model;
	}

	/**
	 * The same without asking the database, for a page that says that something failed.
	 */
	Map<String, Object> withoutContent(Site site, String path) {
		String url = baseUrl(site);
		Map<String, Object> model = new HashMap<>();
		model.put("site", new SiteModel(site.key(), site.name(), site.tagline(), site.locale().toLanguageTag(), url,
				this.options.effective(site)));
		model.put("menu", List.of());
		model.put("pages", List.of());
		model.put("tags", List.of());
		model.put("path", path);
		model.put("canonical", url + path);
		model.put("year", this.clock.instant().atZone(site.timeZone()).getYear());
		return model;
	}

	/** A site without an address is never asked for, so the fallback is not seen. */
	String baseUrl(Site site) {
		String url = this.urls.of(site);
		return (url != null) ? url : "";
	}

	private List<MenuModel> menu(List<MenuEntry> declared, String path) {
		List<MenuEntry> entries = new ArrayList<>(declared);
		if (entries.isEmpty()) {
			this.content.pagesBelow("").forEach((page) -> entries.add(new MenuEntry(page.title(), page.url())));
			if (this.content.posts(0, 1).hasContent()) {
				entries.add(new MenuEntry("Posts", "/posts"));
			}
		}
		return entries.stream()
			.map((entry) -> new MenuModel(entry.label(), entry.path(), PageTree.isAtOrBelow(path, entry.path())))
			.toList();
	}

	PageModel page(Site site, Item page, String pathPrefix) {
		boolean home = page.path().isEmpty();
		return new PageModel(page.title(), page.url(), RootLinks.under(pathPrefix, page.html()), page.excerpt(),
				date(site, page.updatedAt()), links(this.content.pagesAbove(page.path())),
				(home) ? List.of() : links(this.content.pagesBelow(page.path())), home);
	}

	PostModel post(Site site, Item post, String pathPrefix) {
		return new PostModel(post.title(), post.path(), post.url(), RootLinks.under(pathPrefix, post.html()),
				post.excerpt(), date(site, post.publishAt()), post.tags().stream().map((tag) -> tag(tag, 0)).toList(),
				link(this.content.before(post)), link(this.content.after(post)));
	}

	List<PostSummaryModel> posts(Site site, Page<ItemSummary> listed) {
		Map<Long, List<Tag>> tags = this.content.tagsOf(listed.getContent());
		return listed.getContent()
			.stream()
			.map((post) -> new PostSummaryModel(post.title(), post.url(), post.excerpt(), date(site, post.publishAt()),
					tags.getOrDefault(post.id(), List.of()).stream().map((tag) -> tag(tag, 0)).toList()))
			.toList();
	}

	TagModel tag(Tag tag, long count) {
		return new TagModel(tag.name(), tag.slug(), "/tag/" + tag.slug(), count);
	}

	PaginationModel pagination(Page<?> listed, String path) {
		int number = listed.getNumber() + 1;
		return new PaginationModel(number, Math.max(1, listed.getTotalPages()),
				(number > 1) ? path + ((number > 2) ? "?page=" + (number - 1) : "") : null,
				(listed.hasNext()) ? path + "?page=" + (number + 1) : null);
	}

	private static List<LinkModel> links(List<ItemSummary> items) {
		return items.stream().map(SiteModelFactory::toLink).toList();
	}

	private static @Nullable LinkModel link(@Nullable ItemSummary item) {
		return (item != null) ? toLink(item) : null;
	}

	private static LinkModel toLink(ItemSummary item) {
		return new LinkModel(item.title(), item.url(), item.excerpt());
	}

	private ZonedDateTime date(Site site, @Nullable Instant instant) {
		return ((instant != null) ? instant : this.clock.instant()).atZone(site.timeZone());
	}

}
