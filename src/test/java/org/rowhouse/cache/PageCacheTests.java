package org.rowhouse.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.PlannedChanges;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.Statements;
import org.rowhouse.theme.Themes;
import org.rowhouse.traffic.TrafficCounters;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was made once is shown again without making it, to whom it belongs and as long as
 * it is right.
 */
@RowhouseTest
class PageCacheTests {

	private static final String KEY = "kept-pages";

	private static final String HOST = KEY + ".localhost";

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private Statements statements;

	@Autowired
	private HikariDataSource dataSource;

	@Autowired
	private Themes themes;

	@Autowired
	private TrafficCounters traffic;

	@Autowired
	private PageCache cache;

	@Autowired
	private PlannedChanges changes;

	@Value("${local.server.port}")
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/posts", "/posts/one", "/feed.xml", "/feed.json", "/sitemap.xml", "/robots.txt",
			"/icons/icon.svg", "/icons/icon-32.png", "/site.webmanifest", "/nothing-here", "/posts/one/" })
	void whatIsKeptIsAnsweredLikeWhatIsMade(String path) {
		Site site = site();
		change(site);
		long before = requests();
		HttpResponse<String> made = visitor().get(path);
		HttpResponse<String> kept = visitor().get(path);
		assertThat(kept.statusCode()).isEqualTo(made.statusCode());
		assertThat(kept.body()).isEqualTo(made.body());
		assertThat(withoutDate(kept.headers())).isEqualTo(withoutDate(made.headers()));
		assertThat(made.headers().map()).containsKeys("content-security-policy", "x-content-type-options",
				"referrer-policy", "cache-control");
		assertThat(queries(path)).isZero();
		Awaitility.await("they count as requests").until(() -> requests() == before + 3);
	}

	@Test
	void aTagNamesTheBytesAndSaysThatNothingHasChanged() throws IOException {
		site();
		HttpResponse<String> plain = visitor().get("/posts/one");
		String tag = plain.headers().firstValue("ETag").orElseThrow();
		assertThat(tag).startsWith("\"").endsWith("\"");
		assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
		HttpResponse<String> same = visitor().with("If-None-Match", tag).get("/posts/one");
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(same.body()).isEmpty();
		assertThat(same.headers().map()).containsKeys("etag", "cache-control", "vary", "date");
		assertThat(visitor().with("If-None-Match", "\"other\", W/" + tag).get("/posts/one").statusCode())
			.isEqualTo(304);
		assertThat(visitor().with("If-None-Match", "\"other\"").get("/posts/one").statusCode()).isEqualTo(200);
		assertThat(visitor().with("If-Match", "\"other\"").get("/posts/one").statusCode()).isEqualTo(412);
		String date = plain.headers().firstValue("Last-Modified").orElseThrow();
		assertThat(visitor().with("If-Modified-Since", date).get("/posts/one").statusCode()).isEqualTo(304);
		HttpResponse<byte[]> gzip = visitor().with("Accept-Encoding", "gzip, br")
			.bytes("GET", "/posts/one", new byte[0]);
		assertThat(gzip.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(gzip.headers().firstValue("ETag")).isPresent().isNotEqualTo(plain.headers().firstValue("ETag"));
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
			assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain.body());
		}
		assertThat(visitor().with("Accept-Encoding", "gzip;q=0")
			.get("/posts/one")
			.headers()
			.firstValue("Content-Encoding")).isEmpty();
		HttpResponse<String> head = visitor().send("HEAD", "/posts/one", null);
		assertThat(head.body()).isEmpty();
		assertThat(withoutDate(head.headers())).isEqualTo(withoutDate(plain.headers()));
	}

	@Test
	void parametersThatNobodyDeclaresLeadToTheSameAnswer() {
		Site site = site();
		for (int n = 1; n <= 11; n++) {
			post(site, "many-" + n);
		}
		String first = visitor().get("/posts").body();
		String second = visitor().get("/posts?page=2").body();
		assertThat(second).isNotEqualTo(first);
		for (String query : List.of("utm_source=mail", "page=1", "q=%22%3E%3Cscript%3E")) {
			assertThat(visitor().get("/posts?" + query).body()).as(query).isEqualTo(first);
			assertThat(queries("/posts?" + query)).as(query).isZero();
		}
		assertThat(visitor().get("/posts?x=y&page=2").body()).isEqualTo(second);
		assertThat(queries("/posts?x=z&page=2")).isZero();
		assertThat(visitor().get("/posts?page=999").statusCode()).isEqualTo(404);
		assertThat(visitor().get("/posts?page=02").body()).isEqualTo(second);
	}

	@Test
	void aRedirectHandsOnTheQueryOfEachRequest() {
		site();
		for (String query : List.of("", "?a=1", "", "?b=2", "?a=1")) {
			assertThat(visitor().get("/posts/one/" + query).headers().firstValue("Location"))
				.hasValue("/posts/one" + query);
		}
	}

	@Test
	void whatHasMovedIsNotKeptWhereItWasHoweverItIsAskedFor() {
		Site site = site();
		post(site, "moving");
		assertThat(visitor().get("/posts/moving").statusCode()).isEqualTo(200);
		this.currentSite.run(site,
				() -> this.items.update(ContentKind.POST,
						this.items.find(ContentKind.POST, "moving").orElseThrow().id(),
						new Draft("moved", "Moved", "", "Text", "", ContentState.PUBLISHED, null, List.of())));
		assertThat(visitor().get("/posts/moving?utm_source=mail").statusCode()).isEqualTo(301);
		assertThat(this.cache.find(new PageKey(site.id(), false, "", "/posts/moving", ""))).isNull();
	}

	@Test
	void aChangeShowsAtOnce() {
		Site site = site();
		assertThat(visitor().get("/posts").body()).doesNotContain("Quite new");
		post(site, "quite-new", "Quite new");
		assertThat(visitor().get("/posts").body()).contains("Quite new");
		assertThat(visitor().get("/posts/quite-new").statusCode()).isEqualTo(200);
		rename("Another name");
		assertThat(visitor().get("/posts").body()).contains("Another name");
		rename(KEY);
	}

	@Test
	void whatIsTheSameAfterAChangeHasNotBeenModified() {
		Site site = site();
		String before = visitor().get("/posts/one").headers().firstValue("ETag").orElseThrow();
		this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE,
				new Draft("draft-" + System.nanoTime(), "A draft", "", "", "", ContentState.DRAFT, null, List.of())));
		assertThat(visitor().with("If-None-Match", before).get("/posts/one").statusCode()).isEqualTo(304);
	}

	@Test
	void theSamePathUnderAnotherPrefixIsAnotherPage() {
		this.sites.create(
				new SiteSettings("kept-low", "Low", "", List.of(new TypedAddress("kept-two.localhost/shop", "primary"),
						new TypedAddress("kept-three.localhost", "alias")), "plain", "en", "UTC", Map.of()));
		String below = Http.to(this.port, "kept-two.localhost").get("/shop/posts").body();
		assertThat(below).contains("\"/shop/feed.xml\"");
		assertThat(Http.to(this.port, "kept-three.localhost").get("/shop/posts").statusCode()).isEqualTo(404);
		assertThat(Http.to(this.port, "kept-two.localhost").get("/shop/posts").body()).isEqualTo(below);
		assertThat(Http.to(this.port, "kept-three.localhost").get("/posts").body()).contains("\"/feed.xml\"")
			.doesNotContain("\"/shop/feed.xml\"");
	}

	@Test
	void manyWhoAskAtOnceGetWhatOneOfThemMakes() throws Exception {
		Site site = site();
		visitor().get("/posts");
		change(site);
		ExecutorService clients = Executors.newFixedThreadPool(15);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < 15; i++) {
			answers.add(clients.submit(() -> {
				start.await();
				return visitor().get("/tag/common").statusCode();
			}));
		}
		try {
			long queries = this.statements.during(() -> {
				start.countDown();
				for (Future<Integer> answer : answers) {
					assertThat(answer.get()).isEqualTo(200);
				}
			});
			assertThat(queries).as("as many as one request needs").isBetween(1L, 13L);
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void whileTheDatabaseIsAwayTheAnswerFromBeforeStays() throws SQLException {
		site();
		String before = visitor().get("/posts/one").body();
		List<Connection> all = new ArrayList<>();
		try {
			for (int i = 0; i < this.dataSource.getMaximumPoolSize(); i++) {
				all.add(this.dataSource.getConnection());
			}
			assertThat(visitor().get("/posts/one").headers().firstValue("Age")).as("it is still right").isEmpty();
			this.themes.reload();
			HttpResponse<String> outdated = visitor().get("/posts/one");
			assertThat(outdated.statusCode()).isEqualTo(200);
			assertThat(outdated.body()).isEqualTo(before);
			assertThat(outdated.headers().firstValue("Age")).isPresent();
			assertThat(outdated.headers().allValues("Cache-Control")).containsExactly("no-cache");
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
		assertThat(visitor().get("/posts/one").headers().firstValue("Age")).as("and back").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/search?q=one", "/search.json?q=one", "/static/nothing.css", "/posts?page=two" })
	void whatDependsOnMoreThanThePathIsMadeEachTime(String path) {
		site();
		HttpResponse<String> first = visitor().get(path);
		assertThat(first.headers().firstValue("ETag")).isEmpty();
		assertThat(visitor().get(path).statusCode()).isEqualTo(first.statusCode());
	}

	@Test
	void nothingButReadingIsAnsweredByWhatIsKept() {
		site();
		visitor().get("/posts/one");
		assertThat(visitor().send("POST", "/posts/one", "x").statusCode()).isEqualTo(405);
		assertThat(visitor().send("DELETE", "/posts/one", null).statusCode()).isEqualTo(405);
	}

	@Test
	void whatWasInTheMakingWhenItsSiteWasDeletedIsNotKept() {
		String key = "kept-deleted";
		Site site = this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "UTC", Map.of()));
		for (int status : List.of(200, 404)) {
			visitorOf(key).get((status == 200) ? "/" : "/nothing-here");
		}
		PageKey home = new PageKey(site.id(), false, "", "/", "");
		PageKey missing = new PageKey(site.id(), false, "", "/nothing-here", "");
		Map<PageKey, CachedPage> made = Map.of(home, Objects.requireNonNull(this.cache.find(home)), missing,
				Objects.requireNonNull(this.cache.find(missing)));
		this.sites.delete(key);
		made.forEach((at, page) -> {
			assertThat(this.cache.find(at)).isNull();
			this.cache.put(at, page);
			assertThat(this.cache.find(at)).as(at.toString()).isNull();
		});
		assertThat(this.cache.bytesOf(site)).isZero();
	}

	@Test
	void aSiteThatIsClosedShowsNothingThatWasKept() {
		String key = "kept-closed";
		Site site = this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "UTC", Map.of()));
		post(site, "one");
		for (SiteState state : List.of(SiteState.SUSPENDED, SiteState.ARCHIVED)) {
			for (String path : List.of("/", "/posts/one", "/feed.xml", "/nothing-here")) {
				visitorOf(key).get(path);
				assertThat(this.cache.find(new PageKey(site.id(), false, "", path, ""))).as(path).isNotNull();
			}
			String tag = visitorOf(key).get("/posts/one").headers().firstValue("ETag").orElseThrow();
			this.sites.changeState(key, state);
			int status = (state == SiteState.SUSPENDED) ? 503 : 410;
			for (String path : List.of("/", "/posts/one", "/feed.xml", "/nothing-here")) {
				HttpResponse<String> closed = visitorOf(key).with("If-None-Match", tag).get(path);
				assertThat(closed.statusCode()).as(path).isEqualTo(status);
				assertThat(closed.body()).doesNotContain("Text of one");
			}
			this.sites.changeState(key, SiteState.ACTIVE);
		}
	}

	@Test
	void whatIsPlannedNextTakesOneQueryForEachVersionOfASite() {
		String key = "kept-planned";
		Site empty = this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "UTC", Map.of()));
		Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
		assertThat(next(empty)).isEmpty();
		plan(empty, ContentKind.PAGE, "tomorrow", ContentState.SCHEDULED, hour.plus(1, ChronoUnit.DAYS), null);
		plan(site(), ContentKind.PAGE, "elsewhere-" + System.nanoTime(), ContentState.SCHEDULED,
				hour.plus(2, ChronoUnit.HOURS), null);
		assertThat(next(again(key))).as("published").hasValue(hour.plus(1, ChronoUnit.DAYS));
		plan(empty, ContentKind.POST, "over", ContentState.PUBLISHED, null, hour.plus(9, ChronoUnit.HOURS));
		plan(empty, ContentKind.POST, "draft", ContentState.DRAFT, null, hour.plus(3, ChronoUnit.HOURS));
		assertThat(next(again(key))).as("taken back").hasValue(hour.plus(9, ChronoUnit.HOURS));
		plan(empty, ContentKind.POST, "soon", ContentState.SCHEDULED, hour.plus(5, ChronoUnit.HOURS), null);
		Site last = again(key);
		assertThat(next(last)).as("published first").hasValue(hour.plus(5, ChronoUnit.HOURS));
		plan(empty, ContentKind.POST, "more", ContentState.SCHEDULED, hour.plus(6, ChronoUnit.HOURS), null);
		Site newest = again(key);
		assertThat(this.statements.during(() -> next(newest))).isEqualTo(1);
		assertThat(this.statements.during(() -> next(newest))).as("and remembered").isZero();
	}

	private Optional<Instant> next(Site site) {
		return this.currentSite.call(site, () -> this.changes.next(site));
	}

	private Site again(String key) {
		return this.sites.find(key).orElseThrow();
	}

	private void plan(Site site, ContentKind kind, String path, ContentState state, @Nullable Instant from,
			@Nullable Instant until) {
		this.currentSite.run(site,
				() -> this.items.create(kind, new Draft(path, path, "", "Text", "", state, from, List.of())
					.with(new ItemDetails("", "", "", false, false, 0, until, Map.of()))));
	}

	private Site site() {
		return this.sites.find(KEY).orElseGet(() -> {
			Site site = this.sites.create(new SiteSettings(KEY, KEY, "", List.of(), "plain", "en", "UTC", Map.of()));
			post(site, "one");
			return site;
		});
	}

	private void rename(String name) {
		this.sites.update(KEY, (present) -> new SiteSettings(KEY, name, "", List.of(), "plain", "en", "UTC", Map.of()));
	}

	private void change(Site site) {
		post(site, "change-" + System.nanoTime());
	}

	private void post(Site site, String slug) {
		post(site, slug, "Post " + slug);
	}

	private void post(Site site, String slug, String title) {
		this.currentSite.run(site, () -> this.items.create(ContentKind.POST,
				new Draft(slug, title, "", "Text of " + slug, "", ContentState.PUBLISHED, null, List.of("Common"))));
	}

	private Http visitor() {
		return Http.to(this.port, HOST);
	}

	private Http visitorOf(String key) {
		return Http.to(this.port, key + ".localhost");
	}

	private long requests() {
		return this.traffic.of(this.sites.find(KEY).orElseThrow()).requests();
	}

	private long queries(String path) {
		return this.statements.during(() -> visitor().get(path));
	}

	private static Map<String, List<String>> withoutDate(HttpHeaders headers) {
		Map<String, List<String>> rest = new TreeMap<>(headers.map());
		rest.remove("date");
		return rest;
	}

}
