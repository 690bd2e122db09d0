package org.rowhouse.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.PublishedContent.PageView;
import org.rowhouse.content.PublishedContent.PostList;
import org.rowhouse.content.PublishedContent.PostView;
import org.rowhouse.content.SiteOutline;
import org.rowhouse.content.SiteOutline.AuthorCount;
import org.rowhouse.content.SiteOutlines;
import org.rowhouse.content.Snippets;
import org.rowhouse.content.Tag;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.theme.TemplateModel.AuthorModel;
import org.rowhouse.theme.TemplateModel.LinkModel;
import org.rowhouse.theme.TemplateModel.MenuModel;
import org.rowhouse.theme.TemplateModel.MonthModel;
import org.rowhouse.theme.TemplateModel.PageModel;
import org.rowhouse.theme.TemplateModel.PaginationModel;
import org.rowhouse.theme.TemplateModel.PostModel;
import org.rowhouse.theme.TemplateModel.PostSummaryModel;
import org.rowhouse.theme.TemplateModel.SiteModel;
import org.rowhouse.theme.TemplateModel.TagModel;
import org.rowhouse.theme.ThemeOptions;

import org.springframework.stereotype.Component;

/**
 * Makes what templates see out of the published content of the bound site.
 */
@Component
class SiteModelFactory {

	static final String POSTS = "/posts";

	private final SiteOutlines outlines;

	private final Covers covers;

	private final PublicUrls urls;

	private final ThemeOptions options;

	private final ItemTexts texts;

	private final Snippets snippets;

	private final SitePrivacy privacy;

	private final Clock clock = Clock.systemUTC();

	SiteModelFactory(SiteOutlines outlines, Covers covers, ItemTexts texts, Snippets snippets, PublicUrls urls,
			ThemeOptions options, SitePrivacy privacy) {
		this.privacy = privacy;
		this.outlines = outlines;
		this.covers = covers;
		this.urls = urls;
		this.options = options;
		this.texts = texts;
		this.snippets = snippets;
	}

	/** What every template gets. */
	Map<String, Object> common(Site site, String path) {
		return common(site, path, path);
	}

	/**
	 * The same for a page that may name only what one at another path could.
	 */
	Map<String, Object> common(Site site, String path, String from) {
		return common(site, path, from, seenFrom(site, from, this.outlines.get()));
	}

	/** What of the site a page may name. */
	private SiteOutline seenFrom(Site site, String path, SiteOutline outline) {
		PrivateBranches branches = this.privacy.of(site);
		if (branches.isEmpty()) {
			return outline;
		}
		boolean posts = branches.shows(path, POSTS);
		return new SiteOutline(outline.menu(),
				outline.pages().stream().filter((page) -> branches.shows(path, page.url())).toList(),
				(posts) ? outline.posts() : 0, (posts) ? outline.tags() : List.of(),
				(posts) ? outline.authors() : List.of(), (posts) ? outline.months() : Map.of());
	}

	/** Whether a page may name what is at another path. */
	boolean shows(Site site, String from, String path) {
		return this.privacy.of(site).shows(from, path);
	}

	/** The same for a site with a given outline. */
	Map<String, Object> common(Site site, String path, SiteOutline outline) {
		return common(site, path, path, outline);
	}

	private Map<String, Object> common(Site site, String path, String from, SiteOutline outline) {
		Map<String, Object> model = withoutContent(site, path);
		model.put("menu", menu(outline, path));
		model.put("signOut",
				this.privacy.signOut(site, from)
					.map((link) -> new LinkModel(SignInTexts.signOut(site.locale()), link, ""))
					.orElse(null));
		model.put("pages", (Supplier<?>) () -> new PageTree(outline.pages()).at(path));
		model.put("tags",
				(Supplier<?>) () -> outline.tags().stream().map((tag) -> tag(tag.tag(), tag.count())).toList());
		model.put("snippets", (Supplier<?>) this.snippets::all);
		model.put("authors", (Supplier<?>) () -> outline.authors().stream().map(this::author).toList());
		model.put("months",
				(Supplier<?>) () -> outline.months()
					.entrySet()
					.stream()
					.map((month) -> month(site, month.getKey(), month.getValue()))
					.toList());
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
		model.put("snippets", Map.of());
		model.put("authors", List.of());
		model.put("months", List.of());
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

	private List<MenuModel> menu(SiteOutline outline, String path) {
		List<MenuEntry> entries = new ArrayList<>(outline.menu());
		if (entries.isEmpty()) {
			new PageTree(outline.pages()).top().forEach((page) -> entries.add(new MenuEntry(page.title(), page.url())));
			if (outline.posts() > 0) {
				entries.add(new MenuEntry("Posts", "/posts"));
			}
		}
		return entries.stream()
			.map((entry) -> new MenuModel(entry.label(), entry.path(), PageTree.isAtOrBelow(path, entry.path())))
			.toList();
	}

	/**
	 * Makes what templates see of a page.
	 * @param from the path of the page that may name what is above and below it
	 */
	PageModel page(Site site, PageView view, String pathPrefix, String from) {
		Item page = view.page();
		ItemDetails details = page.details();
		return new PageModel(page.title(), page.url(), this.texts.of(site, page.html(), pathPrefix), page.excerpt(),
				date(site, page.updatedAt()), links(site, from, view.above()), links(site, from, view.below()),
				page.path().isEmpty(), author(details.author()),
				this.covers.of(site, details.cover(), details.coverAlt(), pathPrefix), details.hidden(),
				details.fields());
	}

	/**
	 * Makes what templates see of a post.
	 * @param from the path of the page that may name the posts beside it
	 */
	PostModel post(Site site, PostView view, String pathPrefix, String from) {
		Item post = view.post();
		ItemDetails details = post.details();
		return new PostModel(post.title(), post.path(), post.url(), this.texts.of(site, post.html(), pathPrefix),
				post.excerpt(), date(site, post.publishAt()), post.tags().stream().map((tag) -> tag(tag, 0)).toList(),
				link(site, from, view.older()), link(site, from, view.newer()), author(details.author()),
				this.covers.of(site, details.cover(), details.coverAlt(), pathPrefix), details.pinned(),
				date(site, post.updatedAt()), details.fields());
	}

	List<PostSummaryModel> posts(Site site, PostList listed, String pathPrefix) {
		Map<String, Optional<AuthorModel>> authors = new HashMap<>();
		return listed.posts()
			.stream()
			.map((post) -> new PostSummaryModel(post.title(), post.url(), post.excerpt(), date(site, post.publishAt()),
					listed.tags().getOrDefault(post.id(), List.of()).stream().map((tag) -> tag(tag, 0)).toList(),
					authors.computeIfAbsent(post.author(), (name) -> Optional.ofNullable(author(name))).orElse(null),
					this.covers.of(site, post.cover(), post.coverAlt(), pathPrefix), post.pinned(),
					date(site, post.updatedAt())))
			.toList();
	}

	AuthorModel author(AuthorCount author) {
		return new AuthorModel(author.name(), author.slug(), "/author/" + author.slug(), author.count());
	}

	private @Nullable AuthorModel author(String name) {
		return (name.isEmpty()) ? null : author(new AuthorCount(Item.slug(name), name, 0));
	}

	MonthModel month(Site site, YearMonth month, long count) {
		return new MonthModel(path(month), count, month.atDay(1).atStartOfDay(site.timeZone()));
	}

	static String path(YearMonth month) {
		return "/posts/" + month.toString().replace('-', '/');
	}

	TagModel tag(Tag tag, long count) {
		return new TagModel(tag.name(), tag.slug(), "/tag/" + tag.slug(), count);
	}

	PaginationModel pagination(int number, int total, String path) {
		return new PaginationModel(number, total,
				(number > 1) ? path + ((number > 2) ? "?page=" + (number - 1) : "") : null,
				(number < total) ? path + "?page=" + (number + 1) : null);
	}

	private List<LinkModel> links(Site site, String from, List<ItemSummary> items) {
		PrivateBranches branches = this.privacy.of(site);
		return items.stream().filter((item) -> branches.shows(from, item.url())).map(SiteModelFactory::toLink).toList();
	}

	private @Nullable LinkModel link(Site site, String from, @Nullable ItemSummary item) {
		return (item != null && shows(site, from, item.url())) ? toLink(item) : null;
	}

	private static LinkModel toLink(ItemSummary item) {
		return new LinkModel(item.title(), item.url(), item.excerpt());
	}

	private ZonedDateTime date(Site site, @Nullable Instant instant) {
		return ((instant != null) ? instant : this.clock.instant()).atZone(site.timeZone());
	}

}
