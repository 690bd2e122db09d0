package org.rowhouse.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.Statements;
import org.rowhouse.theme.Themes;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What visitors see of the details of pages and posts, and what it costs.
 */
@RowhouseTest
class PublicPagesTests {

	/** Of a page whose site has not been asked for since its last change. */
	private static final int MOST_QUERIES_FIRST = 11;

	/** Of every other page. */
	private static final int MOST_QUERIES = 3;

	private static final Pattern POST = Pattern.compile("<h[23]><a href=\"/posts/([^\"]+)\"");

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private Themes themes;

	@Autowired
	private Statements statements;

	@Value("${local.server.port}")
	private int port;

	@Test
	void makingAPublicPageAsksTheDatabaseAtMostThreeTimesAndShowingItAgainNever() {
		Site site = newSite("public-queries", "docs");
		for (int n = 1; n <= 25; n++) {
			post(site, "post-" + n, n, "Ada", n == 3);
		}
		for (String path : List.of("index", "about", "about/team", "about/team/history")) {
			page(site, path, ContentState.PUBLISHED, null);
		}
		page(site, "gone", ContentState.ARCHIVED, Instant.EPOCH);
		Map<String, Integer> statuses = new TreeMap<>(Map.ofEntries(Map.entry("/", 200), Map.entry("/about", 200),
				Map.entry("/about/team", 200), Map.entry("/posts", 200), Map.entry("/posts?page=3", 200),
				Map.entry("/posts?page=99", 404), Map.entry("/posts/post-3", 200), Map.entry("/posts/2026/03", 200),
				Map.entry("/posts/2026/03?page=2", 200), Map.entry("/tag/common", 200),
				Map.entry("/tag/common?page=3", 200), Map.entry("/author/ada", 200),
				Map.entry("/author/ada?page=3", 200), Map.entry("/feed.xml", 200), Map.entry("/sitemap.xml", 200),
				Map.entry("/nothing/here", 404), Map.entry("/posts/nothing", 404), Map.entry("/tag/nothing", 404),
				Map.entry("/author/nobody", 404), Map.entry("/gone", 410)));
		Map<String, Long> first = new TreeMap<>();
		Map<String, Long> made = new TreeMap<>();
		Map<String, Long> kept = new TreeMap<>();
		AtomicInteger changes = new AtomicInteger();
		Runnable change = () -> post(site, "changed-" + changes.incrementAndGet(), 30, "", false);
		statuses.forEach((path, status) -> {
			change.run();
			first.put(path, queries(path, status));
			// What is known of a site needs none, not even when a page is made.
			this.themes.reload();
			made.put(path, queries(path, status));
			kept.put(path, queries(path, status));
		});
		assertThat(made).allSatisfy((path, queries) -> assertThat(queries).as(path).isBetween(0L, (long) MOST_QUERIES));
		assertThat(first)
			.allSatisfy((path, queries) -> assertThat(queries).as(path).isBetween(1L, (long) MOST_QUERIES_FIRST));
		assertThat(kept).allSatisfy((path, queries) -> assertThat(queries).as(path).isZero());
		assertThat(made).containsEntry("/posts/post-3", 3L).containsEntry("/tag/nothing", 0L);
	}

	@Test
	void pinnedPostsComeFirstOnTheHomePageAndInTheArchiveAndNowhereElse() {
		Site site = newSite("public-pinned", "plain");
		for (int n = 1; n <= 12; n++) {
			post(site, "post-" + n, n, "Ada", n == 2);
		}
		assertThat(posts("public-pinned", "/")).startsWith("post-2", "post-12", "post-11").hasSize(10);
		assertThat(posts("public-pinned", "/posts")).startsWith("post-2", "post-12").hasSize(10);
		assertThat(posts("public-pinned", "/posts?page=2")).containsExactly("post-3", "post-1");
		assertThat(posts("public-pinned", "/tag/common")).startsWith("post-12", "post-11").hasSize(10);
		assertThat(posts("public-pinned", "/author/ada?page=2")).containsExactly("post-2", "post-1");
		assertThat(Http.to(this.port, "public-pinned.localhost").get("/feed.xml").body())
			.containsSubsequence("/posts/post-12<", "/posts/post-11<", "/posts/post-2<");
	}

	@Test
	void anAuthorsPostsAreListedUnderTheName() {
		Site site = newSite("public-author", "plain");
		for (int n = 1; n <= 11; n++) {
			post(site, "post-" + n, n, (n == 5) ? "Bo Li" : "Zoë Ames", false);
		}
		Http visitor = Http.to(this.port, "public-author.localhost");
		assertThat(visitor.get("/posts/post-5").body()).contains("href=\"/author/bo-li\"", ">Bo Li</a>");
		assertThat(visitor.get("/author/zoe-ames").body()).contains("<h1>Zoë Ames</h1>", "/posts/post-11")
			.doesNotContain("/posts/post-5\"");
		assertThat(visitor.get("/author/zoe-ames?page=2").statusCode()).isEqualTo(404);
		assertThat(visitor.get("/author/nobody").statusCode()).isEqualTo(404);
		assertThat(visitor.get("/author").statusCode()).isEqualTo(404);
	}

	@Test
	void onlyWhatWasPublishedIsGoneOnceItIsArchived() {
		Site site = newSite("public-gone", "plain");
		page(site, "never", ContentState.ARCHIVED, null);
		page(site, "planned", ContentState.ARCHIVED, Instant.now().plusSeconds(86_400));
		page(site, "was", ContentState.ARCHIVED, Instant.EPOCH);
		page(site, "draft", ContentState.DRAFT, Instant.EPOCH);
		page(site, "review", ContentState.REVIEW, Instant.EPOCH);
		Http visitor = Http.to(this.port, "public-gone.localhost");
		assertThat(visitor.get("/was")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(410);
			assertThat(answer.body()).contains("taken back").doesNotContain("Page was", "Text of was");
			assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		});
		for (String path : List.of("/never", "/planned", "/draft", "/review", "/nothing")) {
			assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
		}
		assertThat(visitor.get("/sitemap.xml").body()).doesNotContain("/was", "/never", "/planned", "/draft",
				"/review");
	}

	@Test
	void aPostLeadsToTheOneBeforeAndTheOneAfter() {
		Site site = newSite("public-way", "plain");
		int[] days = { 1, 2, 2, 3 };
		for (int n = 0; n < days.length; n++) {
			post(site, "post-" + n, days[n], "", false);
		}
		List<String> inOrder = new ArrayList<>(posts("public-way", "/posts"));
		assertThat(inOrder).containsExactly("post-3", "post-2", "post-1", "post-0");
		for (int n = 0; n < inOrder.size(); n++) {
			String body = Http.to(this.port, "public-way.localhost").get("/posts/" + inOrder.get(n)).body();
			assertThat(link(body, "prev")).as("after the newest %s", n)
				.isEqualTo((n + 1 < inOrder.size()) ? inOrder.get(n + 1) : null);
			assertThat(link(body, "next")).as("after the newest %s", n).isEqualTo((n > 0) ? inOrder.get(n - 1) : null);
		}
	}

	@Test
	void aCoverStandsInListsAndOnTopOfItsPost() {
		Site site = newSite("public-cover", "plain");
		post(site, "with-cover", 1, "", false);
		Http visitor = Http.to(this.port, "public-cover.localhost");
		assertThat(visitor.get("/posts").body()).contains("src=\"/media/common.jpg\"", "loading=\"lazy\"");
		assertThat(visitor.get("/posts/with-cover").body())
			.contains("src=\"/media/common.jpg\"", "alt=\"A &lt;door&gt;\"")
			.doesNotContain("loading=\"lazy\"");
	}

	private static String link(String html, String relation) {
		Matcher link = Pattern.compile("rel=\"" + relation + "\" href=\"/posts/([^\"]+)\"").matcher(html);
		return (link.find()) ? link.group(1) : null;
	}

	private List<String> posts(String key, String path) {
		List<String> found = new ArrayList<>();
		Matcher post = POST.matcher(Http.to(this.port, key + ".localhost").get(path).body());
		while (post.find()) {
			found.add(post.group(1));
		}
		return found;
	}

	private long queries(String path, int status) {
		return this.statements
			.during(() -> assertThat(Http.to(this.port, "public-queries.localhost").get(path).statusCode()).as(path)
				.isEqualTo(status));
	}

	private Site newSite(String key, String theme) {
		return this.sites.create(new SiteSettings(key, key, "", List.of(), theme, "en", "UTC", Map.of()));
	}

	private void page(Site site, String path, ContentState state, Instant at) {
		this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE,
				new Draft(path, "Page " + path, "", "Text of " + path, "", state, at, List.of())));
	}

	private void post(Site site, String slug, int day, String author, boolean pinned) {
		Instant at = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(86_400L * (day - 1));
		this.currentSite.run(site,
				() -> this.items.create(ContentKind.POST, new Draft(slug, "Title of " + slug, "", "Text", "",
						ContentState.PUBLISHED, at, List.of("Common"),
						new ItemDetails(author, "/media/common.jpg", "A <door>", pinned, false, 0, null, Map.of()))));
	}

}
