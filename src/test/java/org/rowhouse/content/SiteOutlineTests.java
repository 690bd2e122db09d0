package org.rowhouse.content;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rowhouse.content.SiteOutline.AuthorCount;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.Statements;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SiteOutlines}.
 */
@RowhouseTest
class SiteOutlineTests {

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private SiteOutlines outlines;

	@Autowired
	private SiteOutlineLoader loader;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private Statements statements;

	@Test
	void aMonthBeginsAtMidnightOfTheSite() {
		Site site = newSite("outline-months", "Pacific/Auckland");
		for (String time : List.of("2026-03-31T10:59:59.999999Z", "2026-03-31T11:00:00Z", "2026-03-01T12:00:00Z",
				"2026-06-30T11:59:59.7Z", "2026-06-30T12:00:00Z", "1969-12-31T10:00:00Z", "1969-12-31T12:00:00Z")) {
			post(site, time.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-"), Instant.parse(time), "");
		}
		SiteOutline outline = outline(site);
		assertThat(outline.months()).containsExactly(entry(YearMonth.of(2026, 7), 1L), entry(YearMonth.of(2026, 6), 1L),
				entry(YearMonth.of(2026, 4), 1L), entry(YearMonth.of(2026, 3), 2L), entry(YearMonth.of(1970, 1), 1L),
				entry(YearMonth.of(1969, 12), 1L));
		assertThat(outline.posts()).isEqualTo(7);
	}

	@Test
	void authorsAreCountedByTheirSlugs() {
		Site site = newSite("outline-authors", "UTC");
		post(site, "one", Instant.EPOCH, "Zoë Ames");
		post(site, "two", Instant.EPOCH, "Zoe  Ames");
		post(site, "three", Instant.EPOCH, "Ødegård");
		post(site, "four", Instant.EPOCH, "");
		assertThat(outline(site).authors()).extracting(AuthorCount::slug, AuthorCount::count)
			.containsExactly(tuple("odegard", 1L), tuple("zoe-ames", 2L));
	}

	@Test
	void pagesStandByPositionThenAsTheMenuNamesThemThenByTitle() {
		List<OutlinePage> pages = List.of(page("a", "Zebra", 0), page("b", "Ärger", 0), page("c", "Apfel", 0),
				page("d", "Birne", 0), page("e", "Last", 1), page("f", "First", -1));
		List<MenuEntry> menu = List.of(new MenuEntry("End", "/e"), new MenuEntry("Animals", "/a"));
		assertThat(inOrder(pages, menu, Locale.GERMAN)).containsExactly("f", "a", "c", "b", "d", "e");
		assertThat(inOrder(pages, List.of(), Locale.forLanguageTag("sv"))).containsExactly("f", "c", "d", "a", "b",
				"e");
	}

	private static List<String> inOrder(List<OutlinePage> pages, List<MenuEntry> menu, Locale locale) {
		return pages.stream().sorted(Collation.ofPages(menu, locale)).map(OutlinePage::path).toList();
	}

	private static OutlinePage page(String path, String title, int position) {
		return new OutlinePage(path, title, position, false);
	}

	@Test
	void aLimitCutsNoBranchOffItsStem() {
		Site site = newSite("outline-limit", "UTC");
		Stream.of("b", "a/deep/page", "a", "b/x")
			.forEach((path) -> this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE,
					new Draft(path, path, "", "Text", "", ContentState.PUBLISHED, null, List.of()))));
		assertThat(this.currentSite.call(site, () -> this.loader.pages(3, 3))).extracting(OutlinePage::path)
			.containsExactly("a", "b", "b/x");
		assertThat(this.currentSite.call(site, () -> this.loader.pages(1, 3))).extracting(OutlinePage::path)
			.containsExactly("a", "b");
	}

	@Test
	void aChangeIsSeenAtOnceAndWhatIsKnownIsNotAskedForAgain() {
		Site site = newSite("outline-version", "UTC");
		post(site, "one", Instant.EPOCH, "");
		assertThat(outline(site).posts()).isEqualTo(1);
		assertThat(this.statements.during(() -> assertThat(outline(site).posts()).isEqualTo(1))).isZero();
		post(site, "two", Instant.EPOCH, "");
		assertThat(outline(site).posts()).isEqualTo(2);
	}

	@Test
	void ofManyWhoAskAtOnceOneLoads() throws Exception {
		Site site = newSite("outline-once", "UTC");
		post(site, "one", Instant.EPOCH, "");
		ExecutorService visitors = Executors.newFixedThreadPool(8);
		try {
			Callable<SiteOutline> visit = () -> outline(site);
			Set<SiteOutline> seen = Collections.newSetFromMap(new IdentityHashMap<>());
			for (var answer : visitors.invokeAll(Collections.nCopies(32, visit))) {
				seen.add(answer.get());
			}
			assertThat(seen).singleElement().satisfies((outline) -> assertThat(outline.posts()).isEqualTo(1));
		}
		finally {
			visitors.shutdownNow();
		}
	}

	/** As a request finds the site: at the version of now. */
	private SiteOutline outline(Site site) {
		return this.currentSite.call(this.sites.find(site.key()).orElseThrow(), this.outlines::get);
	}

	private Site newSite(String key, String zone) {
		return this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", zone, Map.of()));
	}

	private void post(Site site, String slug, Instant at, String author) {
		this.currentSite.run(site,
				() -> this.items.create(ContentKind.POST, new Draft(slug, slug, "", "Text", "", ContentState.PUBLISHED,
						at, List.of(), new ItemDetails(author, "", "", false, false, 0, null, Map.of()))));
	}

}
