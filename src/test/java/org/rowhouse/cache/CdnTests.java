package org.rowhouse.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.media.MediaDetails;
import org.rowhouse.media.MediaLibrary;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.theme.Themes;
import org.rowhouse.visitor.AreaDraft;
import org.rowhouse.visitor.PrivateAreas;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Answers name their tags, and a CDN is told of changes.
 */
@RowhouseTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class CdnTests {

	private static final String TOKEN = "Bearer of-good-news";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final HttpServer CDN = start();

	private static final Queue<Request> REQUESTS = new ConcurrentLinkedQueue<>();

	private static final Queue<CountDownLatch> HELD = new ConcurrentLinkedQueue<>();

	@Autowired
	private Sites sites;

	@Autowired
	private ContentItems items;

	@Autowired
	private MediaLibrary media;

	@Autowired
	private PrivateAreas areas;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private SiteCaches caches;

	@Autowired
	private PurgePlans plans;

	@Autowired
	private ObjectProvider<PurgeListener> listeners;

	@Autowired
	private Scheduler scheduler;

	@Autowired
	private MeterRegistry registry;

	@Autowired
	private Themes themes;

	@Value("${local.server.port}")
	private int port;

	private static HttpServer start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/purge", CdnTests::answer);
			server.createContext("/broken", (exchange) -> {
				exchange.sendResponseHeaders(503, -1);
				exchange.close();
			});
			server.createContext("/away", (exchange) -> {
				exchange.getResponseHeaders().set("Location", "/purge");
				exchange.sendResponseHeaders(307, -1);
				exchange.close();
			});
			// As many bytes as it likes: they are told and never come.
			server.createContext("/endless", (exchange) -> {
				exchange.sendResponseHeaders(200, 1000);
				exchange.getResponseBody().flush();
			});
			server.setExecutor(Executors.newFixedThreadPool(3));
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		REQUESTS.add(new Request(exchange.getRequestMethod(), body,
				exchange.getRequestHeaders().getFirst("Surrogate-Key"), exchange.getRequestHeaders().getFirst("X-Key"),
				exchange.getRequestHeaders().getFirst("Content-Type")));
		CountDownLatch held = (body.contains("cdn-meanwhile")) ? HELD.poll() : null;
		try {
			if (held != null) {
				held.await();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("rowhouse.cdn.tag-header", () -> "Surrogate-Key");
		registry.add("rowhouse.cdn.purge-url", () -> url("/purge?all=false"));
		registry.add("rowhouse.cdn.purge-token", () -> TOKEN);
		registry.add("rowhouse.cdn.purge-token-header", () -> "X-Key");
	}

	private static String url(String path) {
		return "http://127.0.0.1:" + CDN.getAddress().getPort() + path;
	}

	@AfterAll
	static void stop() {
		CDN.stop(0);
	}

	/** After the start everything is purged, which must not count for a test. */
	@BeforeEach
	void waitForTheStart() {
		Awaitility.await().atMost(PATIENCE).until(() -> purges(null) > 0);
	}

	@Test
	void whatMayBeKeptNamesItsTags() {
		Site site = create("cdn-tags");
		Item item = this.currentSite.call(site, () -> this.items.find(ContentKind.POST, "one").orElseThrow());
		String all = "cdn-tags rowhouse:all";
		assertThat(tags("/posts/one")).containsExactly("cdn-tags cdn-tags:item-" + item.id() + " rowhouse:all");
		for (String path : List.of("/", "/posts", "/feed.xml", "/sitemap.xml", "/icons/icon.svg", "/options.css",
				"/media/sign.svg", "/posts/one/")) {
			assertThat(tags(path)).as(path).containsExactly(all);
			assertThat(tags(path)).as("%s again", path).containsExactly(all);
		}
		for (String path : List.of("/nothing-here", "/static/nothing.css", "/club", "/members", "/members/x",
				"/preview/x")) {
			assertThat(tags(path)).as(path).isEmpty();
		}
		HttpResponse<String> page = visitor("cdn-tags").get("/posts/one");
		HttpResponse<String> same = visitor("cdn-tags")
			.with("If-None-Match", page.headers().firstValue("ETag").orElseThrow())
			.get("/posts/one");
		assertThat(same.statusCode()).isEqualTo(304);
		assertThat(same.headers().allValues("Surrogate-Key")).isEqualTo(page.headers().allValues("Surrogate-Key"));
	}

	@Test
	void aChangeOfASiteIsToldOnce() {
		String key = "cdn-changed";
		Site site = create(key);
		awaitQuiet(key);
		long before = purges(key);
		for (int i = 0; i < 10; i++) {
			post(site, "more-" + i);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> purges(key) > before);
		awaitQuiet(key);
		assertThat(purges(key) - before).as("ten changes within moments").isLessThan(6);
		Request last = REQUESTS.stream().filter((one) -> key.equals(one.tag())).findFirst().orElseThrow();
		assertThat(last)
			.isEqualTo(new Request("POST", "{\"tags\":[\"cdn-changed\"]}", "cdn-changed", TOKEN, "application/json"));
		assertThat(
				this.registry.get("rowhouse.cdn.purges").tag("site", key).tag("outcome", "SUCCESS").counter().count())
			.isEqualTo(purges(key));
	}

	@Test
	void whatChangesWhileTheCdnIsToldIsToldAsWell() {
		String key = "cdn-meanwhile";
		Site site = create(key);
		awaitQuiet(key);
		long before = purges(key);
		CountDownLatch held = new CountDownLatch(1);
		HELD.add(held);
		post(site, "first");
		Awaitility.await().atMost(PATIENCE).until(HELD::isEmpty);
		post(site, "second");
		Awaitility.await().atMost(PATIENCE).until(() -> plans(key + "/") > 1);
		held.countDown();
		Awaitility.await().atMost(PATIENCE).until(() -> purges(key) >= before + 2 || purges(null) > 1);
	}

	@Test
	void settingsStatesEmptyingAndDeletionAreTold() {
		String key = "cdn-life";
		Site site = create(key);
		for (Runnable change : List.<Runnable>of(
				() -> this.sites.update(key,
						(present) -> present.own().withOptions(Map.of("cachePages", "5m", "cacheShared", "1h"))),
				() -> this.sites.changeState(key, SiteState.SUSPENDED),
				() -> this.sites.changeState(key, SiteState.ACTIVE),
				() -> this.currentSite.run(site, this.caches::empty), () -> this.sites.delete(key))) {
			awaitQuiet(key);
			long before = purges(key);
			change.run();
			Awaitility.await().atMost(PATIENCE).until(() -> purges(key) > before);
		}
	}

	@Test
	void aChangeOfThemesIsToldForAllSitesAtOnce() {
		long before = purges(null);
		this.themes.reload();
		Awaitility.await().atMost(PATIENCE).until(() -> purges(null) > before);
	}

	@Test
	void aFailureIsSeenAndPlannedAgain(CapturedOutput output) {
		CdnProperties broken = new CdnProperties(null, url("/broken"), TOKEN, "X-Key");
		PurgeRun run = new PurgeRun(broken, new CdnClient(broken), this.plans::plan, this.listeners);
		PlannedPurge purge = new PlannedPurge("cdn-broken", Instant.now(), 0);
		run.run(purge.instance());
		assertThat(isPlanned("cdn-broken/")).isTrue();
		assertThat(this.registry.get("rowhouse.cdn.purges")
			.tag("site", "cdn-broken")
			.tag("outcome", "ERROR")
			.counter()
			.count()).isEqualTo(1);
		assertThat(output).contains("The CDN cannot be told that 'cdn-broken' changed").contains("answered 503");
		run.run(new PlannedPurge("cdn-other", Instant.now(), 0).instance());
		assertThat(isPlanned("cdn-other/")).as("put off while the CDN is away").isTrue();
		assertThat(this.registry.find("rowhouse.cdn.purges").tag("site", "cdn-other").counter()).isNull();
		assertThat(output).doesNotContain(TOKEN);
	}

	@Test
	void whenManySitesWaitTheyAreToldAsOne() {
		CdnProperties broken = new CdnProperties(null, url("/broken"), null, "Authorization");
		List<PlannedPurge> planned = new ArrayList<>();
		PurgeRun run = new PurgeRun(broken, new CdnClient(broken), planned::add, this.listeners);
		for (int i = 0; i <= PurgePlans.MANY + 50; i++) {
			run.run(new PlannedPurge("cdn-waiting-" + i, Instant.now(), 0).instance());
		}
		assertThat(planned.subList(0, PurgePlans.MANY)).extracting(PlannedPurge::siteKey).doesNotContainNull();
		assertThat(planned.subList(PurgePlans.MANY, planned.size())).extracting(PlannedPurge::siteKey)
			.containsOnlyNulls();
		assertThat(planned).extracting(PlannedPurge::instance)
			.as("one row for all of the rest")
			.filteredOn((name) -> name.startsWith("*/"))
			.hasSizeGreaterThan(10)
			.satisfies((names) -> assertThat(Set.copyOf(names)).hasSizeLessThan(4));
	}

	@Test
	void anAnswerThatDoesNotEndIsAFailure() {
		CdnProperties endless = new CdnProperties(null, url("/endless"), null, "Authorization");
		CdnClient client = new CdnClient(endless, Duration.ofMillis(500));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.purge("garden"))
			.withMessage("It did not answer in time");
	}

	@Test
	void aRedirectIsAFailureAndTheTokenStays() {
		CdnProperties away = new CdnProperties(null, url("/away"), TOKEN, "X-Key");
		long before = purges("cdn-away");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new CdnClient(away).purge("cdn-away"))
			.withMessage("It answered 307");
		assertThat(purges("cdn-away")).isEqualTo(before);
	}

	private boolean isPlanned(String prefix) {
		return plans(prefix) > 0;
	}

	/** Those that are carried out right now among them. */
	private long plans(String prefix) {
		return this.scheduler.getScheduledExecutions(ScheduledExecutionsFilter.all())
			.stream()
			.map((plan) -> plan.getTaskInstance())
			.filter((plan) -> plan.getTaskName().equals(PurgePlans.TASK.getTaskName())
					&& plan.getId().startsWith(prefix))
			.count();
	}

	/** What was changed before has been told. */
	private void awaitQuiet(String key) {
		long[] seen = { -1, 0 };
		Awaitility.await().pollInterval(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> {
			long now = purges(key) + purges(null);
			seen[1] = (now == seen[0] && now > 0 && !isPlanned(key + "/")) ? seen[1] + 1 : 0;
			seen[0] = now;
			return seen[1] >= 5;
		});
	}

	private static long purges(String key) {
		String tag = (key != null) ? key : "rowhouse:all";
		return REQUESTS.stream().filter((request) -> tag.equals(request.tag())).count();
	}

	private List<String> tags(String path) {
		return visitor("cdn-tags").get(path).headers().allValues("Surrogate-Key");
	}

	private Http visitor(String key) {
		return Http.to(this.port, key + ".localhost");
	}

	private Site create(String key) {
		this.sites.create(new SiteSettings(key, key, "", List.of(), "plain", "en", "UTC", Map.of()));
		Site site = this.sites.find(key).orElseThrow();
		post(site, "one");
		this.currentSite.run(site, () -> {
			this.areas.add(new AreaDraft("/club", "form", "password", "three old owls"));
			this.areas.add(new AreaDraft("/members", "basic", "password", "three old owls"));
			try {
				this.media.upload(
						new ByteArrayInputStream(
								"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8)),
						"sign.svg", MediaDetails.NONE);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		return this.sites.find(key).orElseThrow();
	}

	private void post(Site site, String slug) {
		this.currentSite.run(site, () -> this.items.create(ContentKind.POST,
				new Draft(slug, "Post " + slug, "", "Text", "", ContentState.PUBLISHED, null, List.of())));
	}

	/**
	 * What the CDN was sent.
	 */
	private record Request(String method, String body, String tag, String token, String type) {

	}

}
