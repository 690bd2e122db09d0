package org.rowhouse.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.OutlinePage;
import org.rowhouse.content.SiteOutline;
import org.rowhouse.content.SiteOutlines;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.theme.TemplateModel.PageTreeModel;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageTree} and the pages that it is made of.
 */
@RowhouseTest
class PageTreeTests {

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private SiteOutlines outlines;

	@Autowired
	private CurrentSite currentSite;

	@Value("${local.server.port}")
	private int port;

	@Test
	void pagesStandBelowThePageAboveThem() {
		List<PageTreeModel> tree = tree("/a/b", "a", "a/b", "a/b/c", "z", "z/y");
		assertThat(lines(tree)).containsExactly("/a *", " /a/b *", "  /a/b/c", "/z", " /z/y");
	}

	@Test
	void aPageWithoutAPageAboveItStandsBelowTheNearestOrAtTheTop() {
		assertThat(lines(tree("/x", "a", "a/gone/c", "lost/b"))).containsExactly("/a", " /a/gone/c", "/lost/b");
	}

	@Test
	void aPageWhoseNameBeginsLikeAnotherIsNotBelowIt() {
		assertThat(lines(tree("/install-more", "install", "install-more", "install/linux"))).containsExactly("/install",
				" /install/linux", "/install-more *");
	}

	@Test
	void onlyWhatVisitorsMaySeeIsListedAndNothingThatIsHiddenOrBelowIt() {
		Site site = newSite("tree-query", "plain");
		create(site, "b", ContentState.PUBLISHED);
		create(site, "a/deep/page", ContentState.PUBLISHED);
		create(site, "a/deep/page/too-deep", ContentState.PUBLISHED);
		create(site, "a", ContentState.PUBLISHED);
		create(site, "b/draft", ContentState.DRAFT);
		create(site, "b/x_y", ContentState.PUBLISHED);
		this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE, draft("hidden", ContentState.PUBLISHED)
			.with(new ItemDetails("", "", "", false, true, 0, null, Map.of()))));
		create(site, "hidden/below", ContentState.PUBLISHED);
		assertThat(outline("tree-query").pages()).extracting(OutlinePage::path)
			.containsExactly("a", "a/deep/page", "b", "b/x_y");
		assertThat(outline("tree-query").menu()).isEmpty();
		Http visitor = Http.to(this.port, "tree-query.localhost");
		assertThat(visitor.get("/").body()).contains("href=\"/b\"").doesNotContain("href=\"/hidden");
		assertThat(visitor.get("/hidden").body()).contains("href=\"/hidden/below\"");
		assertThat(visitor.get("/hidden/below").body()).contains("href=\"/hidden\"");
	}

	@Test
	void theDocumentationThemeShowsTheTreeAndTheWayOn() {
		Site site = newSite("tree-shown", "docs");
		for (String path : List.of("one", "one/first", "one/first/deep", "one/second", "two")) {
			create(site, path, ContentState.PUBLISHED);
		}
		String first = get("/one/first");
		assertThat(first).containsSubsequence("<nav class=\"tree\"", "href=\"/one\"",
				"href=\"/one/first\" aria-current=\"page\"", "href=\"/one/first/deep\"", "href=\"/one/second\"",
				"href=\"/two\"", "</nav>");
		assertThat(wayOn("/one")).containsExactly("next /one/first");
		assertThat(wayOn("/one/first")).containsExactly("prev /one", "next /one/first/deep");
		assertThat(wayOn("/one/first/deep")).containsExactly("prev /one/first", "next /one/second");
		assertThat(wayOn("/one/second")).containsExactly("prev /one/first/deep", "next /two");
		assertThat(wayOn("/two")).containsExactly("prev /one/second");
	}

	private List<String> wayOn(String path) {
		List<String> found = new ArrayList<>();
		Matcher link = Pattern.compile("rel=\"(prev|next)\" href=\"([^\"]+)\"").matcher(get(path));
		while (link.find()) {
			found.add(link.group(1) + " " + link.group(2));
		}
		return found;
	}

	private String get(String path) {
		return Http.to(this.port, "tree-shown.localhost").get(path).body();
	}

	private Site newSite(String key, String theme) {
		return this.sites.create(new SiteSettings(key, key, "", List.of(), theme, "en", "UTC", Map.of()));
	}

	private void create(Site site, String path, ContentState state) {
		this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE, draft(path, state)));
	}

	private static Draft draft(String path, ContentState state) {
		return new Draft(path, "Page " + path, "", "Text", "", state, null, List.of());
	}

	private SiteOutline outline(String key) {
		return this.currentSite.call(this.sites.find(key).orElseThrow(), this.outlines::get);
	}

	private static List<PageTreeModel> tree(String shown, String... paths) {
		return new PageTree(Stream.of(paths).map((path) -> new OutlinePage(path, path, 0, false)).toList()).at(shown);
	}

	private static List<String> lines(List<PageTreeModel> tree) {
		List<String> lines = new ArrayList<>();
		for (PageTreeModel page : tree) {
			lines.add(page.path() + ((page.current()) ? " *" : ""));
			lines(page.children()).forEach((line) -> lines.add(" " + line));
		}
		return lines;
	}

}
