package org.rowhouse.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.PageRow;
import org.rowhouse.content.PageTrees.Node;
import org.rowhouse.content.Tag;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;

import org.springframework.stereotype.Component;

/**
 * Makes what lists and trees of content show.
 */
@Component
class ListModels {

	private final PublicUrls urls;

	ListModels(PublicUrls urls) {
		this.urls = urls;
	}

	Row row(Site site, ItemSummary item, List<Tag> tags) {
		boolean dated = item.publishAt() != null && item.state() == ContentState.PUBLISHED;
		return new Row(item.id(), item.title(), Item.shownPath(item.kind(), item.path()), item.state().word(),
				scheduled(site, item.state(), item.publishAt()),
				(dated && item.publishAt() != null && item.kind() == ContentKind.POST) ? when(item.publishAt(), site)
						: "Saved " + when(item.updatedAt(), site),
				url(site, item.state(), item.url()), file(site, item.source()), item.author(), tags);
	}

	TreeNode node(Site site, Node node) {
		PageRow page = node.page();
		return new TreeNode(page.id(), page.title(), Item.shownPath(ContentKind.PAGE, page.path()), page.path(),
				page.path().isEmpty(), page.state().word(), scheduled(site, page.state(), page.publishAt()),
				url(site, page.state(), "/" + page.path()), file(site, page.source()), page.originSiteId() != null,
				page.hidden(), page.version(), node.children().stream().map((child) -> node(site, child)).toList(),
				node.more());
	}

	/** When it goes out, in the time zone of the site. */
	private static @Nullable String scheduled(Site site, ContentState state, @Nullable Instant publishAt) {
		return (state == ContentState.SCHEDULED && publishAt != null)
				? when(publishAt, site) + " " + ZoneId.of(site.timeZone().getId()) : null;
	}

	private static String when(Instant instant, Site site) {
		return AdminModels.when(site, instant);
	}

	private @Nullable String url(Site site, ContentState state, String path) {
		String base = this.urls.of(site);
		return (state == ContentState.PUBLISHED && base != null && site.state() == SiteState.ACTIVE) ? base + path
				: null;
	}

	private static @Nullable String file(Site site, @Nullable String source) {
		return (source != null) ? "sites/" + site.key() + "/" + source : null;
	}

	/** A page or post in a list. */
	record Row(long id, String title, String path, String state, @Nullable String scheduled, String when,
			@Nullable String url, @Nullable String file, String author, List<Tag> tags) {

	}

	/** A page in the tree. */
	record TreeNode(long id, String title, String path, String place, boolean home, String state,
			@Nullable String scheduled, @Nullable String url, @Nullable String file, boolean shared, boolean hidden,
			long version, List<TreeNode> children, boolean more) {

	}

}
