package org.rowhouse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import com.jayway.jsonpath.JsonPath;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.Home;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.RenderPermits;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a site may use, over real HTTP. The time of the token buckets stands
 * still unless a test moves it.
 */
@RowhouseTest
@TestPropertySource(properties = { "rowhouse.limits.concurrent-renders=1", "rowhouse.limits.waiting-requests=1",
		"rowhouse.limits.waiting-time=4s", "rowhouse.limits.refusal-pause=20ms" })
class FairShareTests {

	/** Four million characters: more than the buffers between two sockets take. */
	private static final String LARGE = "<th:block th:each=\"i : ${#numbers.sequence(1, 1000)}\">"
			+ "0123456789".repeat(400) + "</th:block>";

	private static final AtomicLong NANOS = new AtomicLong(1);

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	/** One that is made for each request. */
	private static final String PAGE = "/search";

	@Autowired
	private Sites sites;

	@Autowired
	private SiteLimits limits;

	@Autowired
	private RenderPermits permits;

	@Autowired
	private Home home;

	private Http api;

	private String key;

	@BeforeEach
	void makeASite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "f" + UUID.randomUUID().toString().substring(0, 8);
		create();
	}

	@Test
	void aSiteThatIsAskedTooOftenGets429AndRecovers() {
		limit("{\"requestsPerSecond\":1,\"burst\":2}");
		assertThat(get(PAGE).statusCode()).isEqualTo(200);
		assertThat(get(PAGE).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = get(PAGE);
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(refused.headers().map()).doesNotContainKey("set-cookie");
		assertThat(refused.body()).contains("very busy").doesNotContain(this.key);
		assertThat(Http.to(this.port, "garden.localhost").get("/about").statusCode()).isEqualTo(200);
		pass(Duration.ofSeconds(1));
		assertThat(get(PAGE).statusCode()).isEqualTo(200);
		assertThat(get(PAGE).statusCode()).isEqualTo(429);
		assertThat(rejected("rate")).isEqualTo(2);
	}

	@Test
	void retryAfterIsLongEnough() {
		limit("{\"requestsPerSecond\":1,\"burst\":1}");
		for (int i = 0; i < 4; i++) {
			assertThat(get("/static/site.css").statusCode()).isEqualTo(200);
		}
		// Six tenths are left, a page needs a whole one.
		HttpResponse<String> refused = get("/");
		assertThat(refused.statusCode()).isEqualTo(429);
		pass(Duration.ofSeconds(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow())));
		assertThat(get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void aStaticFileCountsAsATenthOfAPage() {
		limit("{\"requestsPerSecond\":1,\"burst\":1}");
		for (int i = 0; i < 10; i++) {
			assertThat(get("/static/site.css").statusCode()).isEqualTo(200);
		}
		assertThat(get("/static/site.css").statusCode()).isEqualTo(429);
	}

	@Test
	void theStylesheetOfTheOptionsCountsAsAStaticFileAndNeedsNoPermit() {
		limit("{\"requestsPerSecond\":1,\"burst\":1}");
		try (RenderPermits.Permit held = hold()) {
			for (int i = 0; i < 10; i++) {
				assertThat(get("/options.css").statusCode()).isEqualTo(200);
			}
		}
		assertThat(get("/options.css").statusCode()).isEqualTo(429);
	}

	@Test
	void aMissingStaticFileCostsAPageIfItIsShownOne() {
		limit("{\"requestsPerSecond\":1,\"burst\":2}");
		assertThat(get("/static/site.css").statusCode()).isEqualTo(200);
		// Of twenty tenths nineteen are left, and nine after this.
		assertThat(get("/static/nothing.css").body()).contains("site.css");
		HttpResponse<String> plain = get("/static/nothing.css");
		assertThat(plain.statusCode()).isEqualTo(404);
		assertThat(plain.body()).isNotEmpty().doesNotContain("site.css");
		for (int i = 0; i < 8; i++) {
			assertThat(get("/static/site.css").statusCode()).isEqualTo(200);
		}
		assertThat(get("/static/site.css").statusCode()).isEqualTo(429);
	}

	@Test
	void unlimitedSwitchesTheRateOff() {
		limit("{\"requestsPerSecond\":\"unlimited\",\"burst\":1}");
		for (int i = 0; i < 5; i++) {
			assertThat(get("/").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aSiteMadeAgainUnderTheSameKeyBeginsAnew() {
		limit("{\"requestsPerSecond\":1,\"burst\":1}");
		get("/");
		assertThat(get("/").statusCode()).isEqualTo(429);
		assertThat(this.api.send("DELETE", "/api/sites/" + this.key, null).statusCode()).isEqualTo(204);
		create();
		assertThat(get("/").statusCode()).isEqualTo(200);
		assertThat(rejected("rate")).isZero();
		assertThat(this.api.get("/api/sites/" + this.key + "/limits").body()).doesNotContain("\"own\":\"");
	}

	@Test
	void aSecondPageWaitsForTheFirstAndAThirdIsRefused() throws Exception {
		CompletableFuture<HttpResponse<String>> waiting;
		try (RenderPermits.Permit held = hold()) {
			waiting = CompletableFuture.supplyAsync(() -> get(PAGE));
			await().until(() -> this.permits.of(site()).waiting() == 1);
			HttpResponse<String> refused = get(PAGE);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After").map(Integer::valueOf).orElseThrow()).isPositive();
			assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
			assertThat(refused.headers().map()).doesNotContainKey("set-cookie");
			assertThat(get("/static/site.css").statusCode()).isEqualTo(200);
			assertThat(Http.to(this.port, "garden.localhost").get("/").statusCode()).isEqualTo(200);
		}
		assertThat(waiting.get().statusCode()).isEqualTo(200);
		assertAllFree();
		assertThat(rejected("busy")).isEqualTo(1);
		assertThat(actuator("/prometheus").body())
			.containsPattern("rowhouse_site_rejected_total\\{reason=\"busy\",site=\"" + this.key + "\"\\} 1");
	}

	@Test
	void whoHasWaitedLongEnoughIsRefused() {
		try (RenderPermits.Permit held = hold()) {
			assertThat(get("/").statusCode()).isEqualTo(503);
		}
		assertAllFree();
	}

	@Test
	void aMissingStaticFileNeedsNoTemplateWhileTheSiteIsBusy() {
		assertThat(get("/static/nothing.css").body()).contains("site.css");
		try (RenderPermits.Permit held = hold()) {
			HttpResponse<String> missing = get("/static/nothing.css");
			assertThat(missing.statusCode()).isEqualTo(404);
			assertThat(missing.body()).isNotEmpty().doesNotContain("site.css");
		}
		assertAllFree();
	}

	@Test
	void moreAtOnceAreAllowedAtOnce() {
		limit("{\"concurrentRenders\":2}");
		try (RenderPermits.Permit held = hold()) {
			assertThat(get("/").statusCode()).isEqualTo(200);
			limit("{\"concurrentRenders\":1}");
			assertThat(this.permits.tryAcquire(site())).isEmpty();
			limit("{\"concurrentRenders\":\"unlimited\"}");
			assertThat(get("/").statusCode()).isEqualTo(200);
		}
		assertAllFree();
	}

	@Test
	void brokenRequestsGiveTheirPermitBack() throws IOException {
		useTemplate("failing", "<p th:text=\"${nothing.at.all}\"></p>");
		useTemplate("large", LARGE);
		for (int i = 0; i < 5; i++) {
			assertThat(get("/failing").statusCode()).isEqualTo(500);
			assertThat(get("/not-there").statusCode()).isEqualTo(404);
			assertThat(Http.to(this.port, "garden.localhost").send("POST", "/about", "x").statusCode()).isEqualTo(405);
		}
		assertAllFree();
		for (int i = 0; i < 5; i++) {
			leaveEarly("/large");
		}
		// Those who left may still be in line.
		await().until(() -> get("/large").statusCode() == 200);
		assertAllFree();
	}

	@Test
	void aClientThatReadsSlowlyHoldsNoPermit() throws IOException {
		useTemplate("large", LARGE);
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.connect(new InetSocketAddress("127.0.0.1", this.port));
			socket.getOutputStream().write(head("/large"));
			assertThat(socket.getInputStream().read()).isEqualTo('H');
			assertThat(get("/about").statusCode()).isEqualTo(200);
			assertAllFree();
		}
	}

	@Test
	void itemsBeyondTheLimitAreRefusedAndWhatIsThereCanBeChanged() {
		limit("{\"items\":1}");
		assertThat(put("first", "One").statusCode()).isEqualTo(201);
		HttpResponse<String> refused = put("second", "Two");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(refused.body(), "$.detail"))
			.contains("would have 2 pages and posts, and may have 1");
		assertThat(put("first", "One, longer").statusCode()).isEqualTo(200);
		assertThat(this.api.get("/api/sites/" + this.key + "/pages/second").statusCode()).isEqualTo(404);
		assertThat(rejected("items")).isEqualTo(1);
		limit("{\"items\":null}");
		assertThat(put("second", "Two").statusCode()).isEqualTo(201);
	}

	@Test
	void theAdminUiKeepsWhatWasTypedWhenThereIsNoRoom() {
		limit("{\"items\":1}");
		put("first", "One");
		Http admin = AdminSession.signIn(this.port);
		String csrf = AdminSession.csrf(admin.get("/sites/" + this.key + "/pages/new"));
		HttpResponse<String> refused = admin.form("/sites/" + this.key + "/pages",
				"title=Second&path=second&markdown=Not+lost&action=save&_csrf=" + csrf);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("and may have 1", "Not lost");
	}

	@Test
	void textsBeyondTheStorageAreRefusedAndCanBecomeShorter() {
		limit("{\"storage\":\"20KB\"}");
		assertThat(put("first", "x".repeat(4000)).statusCode()).isEqualTo(201);
		HttpResponse<String> refused = put("second", "x".repeat(9000));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(refused.body(), "$.detail")).contains("may have 20 KB");
		limit("{\"storage\":\"1KB\"}");
		assertThat(put("first", "x".repeat(4001)).statusCode()).isEqualTo(422);
		assertThat(put("first", "x".repeat(3000)).statusCode()).isEqualTo(200);
		assertThat(rejected("storage")).isEqualTo(2);
	}

	@Test
	void aFolderCountsAsStorageAndIsMeasured() {
		String garden = this.api.get("/api/sites/garden/limits").body();
		assertThat(JsonPath.<Integer>read(garden, "$.use.folderBytes")).isGreaterThan(20_000);
		assertThat(JsonPath.<Integer>read(garden, "$.use.contentBytes")).isGreaterThan(20_000);
		assertThat(JsonPath.<Integer>read(garden, "$.use.items")).isGreaterThan(20);
		limit("{\"storage\":\"1MB\"}");
		this.limits.requireFolderSize(site(), 1024 * 1024);
		this.limits.requireFolderSize(null, 1024 * 1024 + 1);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.limits.requireFolderSize(site(), 1024 * 1024 + 1))
			.withMessageContaining("may have 1 MB");
	}

	@Test
	void aFolderBeyondALimitKeepsItsLastGoodState() throws IOException {
		Path folder = Files.createDirectories(this.home.root().resolve("sites/" + this.key + "2/content")).getParent();
		this.key += "2";
		Files.writeString(folder.resolve("content/one.md"), "---\ntitle: One\n---\n\nFirst.\n");
		Files.writeString(folder.resolve("site.yml"), "name: Folder\n");
		await().untilAsserted(() -> assertThat(get("/one").statusCode()).isEqualTo(200));
		limit("{\"items\":1}");
		Files.writeString(folder.resolve("content/two.md"), "---\ntitle: Two\n---\n\nSecond.\n");
		await().untilAsserted(() -> assertThat(actuator("/sites/" + this.key).body())
			.contains("would have 2 pages and posts, and may have 1"));
		assertThat(get("/one").statusCode()).isEqualTo(200);
		assertThat(get("/two").statusCode()).isEqualTo(404);
		limit("{\"items\":null,\"storage\":\"10KB\"}");
		Files.createDirectory(folder.resolve("static"));
		Files.writeString(folder.resolve("static/large.txt"), "x".repeat(20_000));
		await().untilAsserted(() -> assertThat(actuator("/sites/" + this.key).body()).contains("may have 10 KB"));
		assertThat(get("/one").statusCode()).isEqualTo(200);
		Files.delete(folder.resolve("static/large.txt"));
		await().untilAsserted(() -> assertThat(get("/two").statusCode()).isEqualTo(200));
	}

	@Test
	void theApiShowsAndChangesLimits() {
		limit("{\"renderTime\":\"2s\",\"items\":5}");
		HttpResponse<String> changed = limit("{\"items\":\"unlimited\"}");
		assertThat(JsonPath.<String>read(changed.body(), "$.limits.items.effective")).isEqualTo("unlimited");
		assertThat(JsonPath.<String>read(changed.body(), "$.limits.items.platform")).isEqualTo("10000");
		assertThat(JsonPath.<String>read(changed.body(), "$.limits.renderTime.own")).isEqualTo("2s");
		assertThat(this.limits.of(site()).renderTime()).isEqualTo(Duration.ofSeconds(2));
		assertThat(JsonPath.<String>read(actuator("/sites/" + this.key).body(), "$.limits.limits.renderTime"))
			.isEqualTo("2s");
		HttpResponse<String> wrong = patch("{\"items\":7,\"storage\":\"much\"}");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(wrong.body(), "$.errors.storage")).contains("500MB");
		assertThat(this.api.get("/api/sites/" + this.key + "/limits").body()).doesNotContain("\"7\"");
		assertThat(patch("{\"item\":7}").body()).contains("is no limit", "concurrentRenders");
		assertThat(limit("{\"items\":null,\"renderTime\":null}").body()).doesNotContain("\"own\":\"");
	}

	@Test
	void theAdminUiShowsAndChangesLimits() {
		Http admin = AdminSession.signIn(this.port);
		HttpResponse<String> page = admin.get("/sites/" + this.key + "/limits");
		assertThat(page.body()).contains("Default: 10000. In use: 0.", "Nothing: this site has stayed");
		String csrf = AdminSession.csrf(page);
		HttpResponse<String> wrong = admin.form("/sites/" + this.key + "/limits", "items=few&_csrf=" + csrf);
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("Write a whole number", "value=\"few\"");
		HttpResponse<String> saved = admin.form("/sites/" + this.key + "/limits",
				"items=12&storage=2GB&burst=&_csrf=" + csrf);
		assertThat(saved.statusCode()).isEqualTo(302);
		assertThat(this.limits.own(site())).hasSize(2);
		assertThat(admin.get("/sites/" + this.key + "/limits").body()).contains("value=\"12\"", "value=\"2GB\"");
	}

	/**
	 * From here on the site is the garden, which has templates, with a page for this one.
	 */
	private void useTemplate(String name, String html) throws IOException {
		Files.writeString(this.home.root().resolve("sites/garden/templates/" + name + ".html"), html);
		this.key = "garden";
		assertThat(
				this.api
					.json("PUT", "/api/sites/garden/pages/" + name,
							"{\"title\":\"x\",\"markdown\":\"x\",\"state\":\"published\",\"template\":\"" + name
									+ "\"}")
					.statusCode())
			.isIn(200, 201);
	}

	private void create() {
		assertThat(
				this.api
					.json("POST", "/api/sites",
							"{\"key\":\"%1$s\",\"name\":\"Fair\",\"addresses\":[\"%1$s.localhost\"]}"
								.formatted(this.key))
					.statusCode())
			.isEqualTo(201);
	}

	private HttpResponse<String> patch(String body) {
		return this.api.json("PATCH", "/api/sites/" + this.key + "/limits", body);
	}

	private HttpResponse<String> limit(String body) {
		HttpResponse<String> answer = patch(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer;
	}

	private HttpResponse<String> put(String path, String markdown) {
		return this.api.json("PUT", "/api/sites/" + this.key + "/pages/" + path,
				"{\"title\":\"T\",\"markdown\":\"" + markdown + "\"}");
	}

	private HttpResponse<String> get(String path) {
		return Http.to(this.port, this.key + ".localhost").get(path);
	}

	private Site site() {
		return this.sites.find(this.key).orElseThrow();
	}

	private RenderPermits.Permit hold() {
		Optional<RenderPermits.Permit> permit = this.permits.tryAcquire(site());
		return permit.orElseThrow();
	}

	/** Those who come after a client that left are answered later than it. */
	private void assertAllFree() {
		await().untilAsserted(() -> assertThat(this.permits.of(site())).isEqualTo(new RenderPermits.Work(0, 0)));
		hold().close();
	}

	private int rejected(String reason) {
		return JsonPath.read(this.api.get("/api/sites/" + this.key + "/limits").body(), "$.rejected." + reason);
	}

	private HttpResponse<String> actuator(String path) {
		return Http.to(this.managementPort, "localhost").get("/actuator" + path);
	}

	private byte[] head(String path) {
		return ("GET " + path + " HTTP/1.1\r\nHost: " + this.key + ".localhost\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	private void leaveEarly(String path) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoLinger(true, 0);
			socket.getOutputStream().write(head(path));
		}
	}

	private static void pass(Duration time) {
		NANOS.addAndGet(time.toNanos());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class StandingTime {

		@Bean
		TimeMeter timeMeter() {
			return new TimeMeter() {

				@Override
				public long currentTimeNanos() {
					return NANOS.get();
				}

				@Override
				public boolean isWallClockBased() {
					return false;
				}

			};
		}

	}

}
