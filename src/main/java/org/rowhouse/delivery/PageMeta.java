package org.rowhouse.delivery;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.Origin;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteState;
import org.rowhouse.theme.SearchOptions;
import org.rowhouse.theme.SiteFiles;
import org.rowhouse.theme.TemplateModel.AuthorModel;
import org.rowhouse.theme.TemplateModel.FeedModel;
import org.rowhouse.theme.TemplateModel.LinkModel;
import org.rowhouse.theme.TemplateModel.MenuModel;
import org.rowhouse.theme.TemplateModel.MetaModel;
import org.rowhouse.theme.TemplateModel.MonthModel;
import org.rowhouse.theme.TemplateModel.PageModel;
import org.rowhouse.theme.TemplateModel.PaginationModel;
import org.rowhouse.theme.TemplateModel.TagModel;

import org.springframework.stereotype.Component;

/**
 * Says of each page what programs want to know: search engines, feed readers, and those
 * that show a card for a link. Asks no database.
 */
@Component
class PageMeta {

	private static final String POSTS = "/posts";

	private static final String OWN_ICON = "favicon.svg";

	private static final String DRAWN_ICON = "/icons/icon.svg";

	private final PublicUrls urls;

	private final SiteResolver sites;

	private final SiteFiles files;

	PageMeta(PublicUrls urls, SiteResolver sites, SiteFiles files) {
		this.urls = urls;
		this.sites = sites;
		this.files = files;
	}

	/**
	 * Describes a page.
	 * @param site the site
	 * @param item the page or post that is shown, or {@code null} for a list
	 * @param model what its template gets
	 * @return the description
	 */
	MetaModel of(Site site, @Nullable Item item, Map<String, Object> model) {
		String base = urlOf(site);
		String path = (model.get("path") instanceof String shown) ? shown : "/";
		SearchOptions options = SearchOptions.of(site);
		String own = base + path + part(model);
		String url = (item != null && item.origin() != null) ? originUrl(item.origin(), own) : own;
		String about = (item != null && !item.excerpt().isBlank()) ? item.excerpt() : site.tagline();
		String cover = (item != null) ? item.details().cover() : "";
		String picture = absolute(base, (cover.isEmpty()) ? options.picture() : cover);
		String icon = icon(site, options);
		boolean post = item != null && item.kind() == ContentKind.POST;
		boolean error = model.containsKey("error") || model.containsKey("signIn");
		String data = (error) ? "" : StructuredData.of(new StructuredData.Subject(site, base, url,
				listTitle(site, path, model), about, picture, absolute(base, icon), item, above(item, model)));
		return new MetaModel(about, url, (post) ? "article" : "website", picture,
				(cover.isEmpty() || item == null) ? "" : item.details().coverAlt(), options.handle(),
				error || model.containsKey("search") || !options.isIndexed(path), feeds(site, model), icon,
				typeOf(icon), data);
	}

	/** Each part of a list has an address of its own; that of the search says more. */
	private static String part(Map<String, Object> model) {
		return (model.get("pagination") instanceof PaginationModel pagination && pagination.number() > 1
				&& !model.containsKey("search")) ? "?page=" + pagination.number() : "";
	}

	/** What a list is of: in the site's own words, or a date in its language. */
	private static String listTitle(Site site, String path, Map<String, Object> model) {
		if (model.get("tag") instanceof TagModel tag) {
			return tag.name();
		}
		if (model.get("author") instanceof AuthorModel author) {
			return author.name();
		}
		if (model.get("month") instanceof MonthModel month) {
			return month.date().format(DateTimeFormatter.ofPattern("LLLL yyyy", site.locale()));
		}
		return label(path, model).orElse(site.name());
	}

	/** The pages above a page; above a post the list of posts, if the menu names it. */
	private static List<LinkModel> above(@Nullable Item item, Map<String, Object> model) {
		if (item != null && item.kind() == ContentKind.POST) {
			return label(POSTS, model).map((label) -> List.of(new LinkModel(label, POSTS, ""))).orElse(List.of());
		}
		return (model.get("page") instanceof PageModel page) ? page.breadcrumbs() : List.of();
	}

	private static Optional<String> label(String path, Map<String, Object> model) {
		return (model.get("menu") instanceof List<?> menu) ? menu.stream()
			.filter((entry) -> entry instanceof MenuModel named && named.path().equals(path))
			.map((entry) -> ((MenuModel) entry).label())
			.findFirst() : Optional.empty();
	}

	/** What a site says of all of its pages, before anything of one is known. */
	MetaModel of(Site site, String path) {
		return of(site, null, Map.of("path", path));
	}

	private String originUrl(Origin origin, String own) {
		String base = baseOf(origin);
		return (base != null) ? base + origin.path() : own;
	}

	/** Where the site of a shared item is, if visitors can see it. */
	@Nullable String baseOf(Origin origin) {
		return this.sites.find(origin.siteId())
			.filter((site) -> site.state() == SiteState.ACTIVE)
			.map(this.urls::of)
			.orElse(null);
	}

	private String urlOf(Site site) {
		String url = this.urls.of(site);
		return (url != null) ? url : "";
	}

	private static String absolute(String base, String path) {
		return (path.startsWith("/")) ? base + path : path;
	}

	/** A site's own, or its theme's, or one that is drawn for it. */
	String icon(Site site, SearchOptions options) {
		if (!options.icon().isEmpty()) {
			return options.icon();
		}
		return (this.files.hasStaticFile(site, OWN_ICON)) ? "/static/" + OWN_ICON : DRAWN_ICON;
	}

	static String typeOf(String picture) {
		String ending = picture.substring(picture.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return switch (ending) {
			case "svg" -> "image/svg+xml";
			case "jpg", "jpeg" -> "image/jpeg";
			case "webp" -> "image/webp";
			case "ico" -> "image/x-icon";
			default -> "image/png";
		};
	}

	private static List<FeedModel> feeds(Site site, Map<String, Object> model) {
		List<FeedModel> feeds = new ArrayList<>();
		if (model.get("tag") instanceof TagModel tag) {
			addFeeds(feeds, site.name() + ": " + tag.name(), tag.path());
		}
		addFeeds(feeds, site.name(), "");
		return feeds;
	}

	private static void addFeeds(List<FeedModel> feeds, String title, String below) {
		feeds.add(new FeedModel(title, "application/atom+xml", below + "/feed.xml"));
		feeds.add(new FeedModel(title, "application/rss+xml", below + "/rss.xml"));
		feeds.add(new FeedModel(title, "application/feed+json", below + "/feed.json"));
	}

}
