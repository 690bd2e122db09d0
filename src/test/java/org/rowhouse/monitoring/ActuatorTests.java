package org.rowhouse.monitoring;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CompletedRequest.Effort;
import org.rowhouse.site.Home;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what Actuator shows, over real HTTP on its own port.
 */
@RowhouseTest
class ActuatorTests {

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	@Autowired
	private Home home;

	@Test
	void healthInfoAndMetricsAnswer() {
		assertThat(actuator("/health").body()).contains("\"UP\"", "db");
		assertThat(actuator("/health/liveness").body()).contains("\"UP\"");
		assertThat(actuator("/health/readiness").body()).contains("\"UP\"");
		assertThat(actuator("/info").body()).contains("\"version\"", "rowhouse");
		assertThat(actuator("/metrics").body()).contains("http.server.requests");
	}

	@Test
	void linesOfTheLogAreAMetricThatNoFilterCounts() {
		assertThat(JsonPath.<Double>read(actuator("/metrics/logback.events?tag=level:info").body(),
				"$.measurements[0].value"))
			.isNotNegative();
		LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
		assertThat(logback.getTurboFilterList()).as("asked before each line, written or not").isEmpty();
	}

	@Test
	void howFullThePageCacheIsIsAMetric() {
		Http.to(this.port, "garden.localhost").get("/");
		assertThat(JsonPath.<Double>read(actuator("/metrics/rowhouse.page.cache.answers").body(),
				"$.measurements[0].value"))
			.isPositive();
		assertThat(
				JsonPath.<Double>read(actuator("/metrics/rowhouse.page.cache.bytes").body(), "$.measurements[0].value"))
			.isGreaterThan(1000);
		assertThat(actuator("/prometheus").body()).contains("rowhouse_page_cache_evictions_total");
	}

	@Test
	void nothingElseIsExposed() {
		for (String endpoint : List.of("/env", "/heapdump", "/shutdown", "/beans", "/configprops", "/threaddump",
				"/loggers", "/mappings")) {
			assertThat(actuator(endpoint).statusCode()).as(endpoint).isIn(403, 404);
		}
	}

	@Test
	void everySiteIsThereWithItsFigures() {
		Http.to(this.port, "garden.localhost").get("/");
		Http.to(this.port, "garden.localhost").get("/nothing-here");
		Http.to(this.port, "garden.localhost").get("/about");
		await().untilAsserted(() -> {
			String garden = actuator("/sites/garden").body();
			assertThat(JsonPath.<String>read(garden, "$.state")).isEqualTo("active");
			assertThat(JsonPath.<List<String>>read(garden, "$.addresses")).contains("garden.localhost");
			assertThat(JsonPath.<Integer>read(garden, "$.version")).isPositive();
			assertThat(JsonPath.<Integer>read(garden, "$.requests")).isGreaterThanOrEqualTo(3);
			assertThat(JsonPath.<Integer>read(garden, "$.errors")).isNotNegative();
			assertThat(JsonPath.<Double>read(garden, "$.meanMillis")).isPositive();
			assertThat(JsonPath.<Double>read(garden, "$.p99Millis")).isPositive();
		});
		assertThat(JsonPath.<List<String>>read(actuator("/sites").body(), "$.sites[*].key")).contains("garden",
				"bakery");
		assertThat(actuator("/sites/nothing").statusCode()).isEqualTo(404);
	}

	@Test
	void aFailureIsShownWithItsPlaceAndStaysOneSites() throws Exception {
		Path own = this.home.root().resolve("sites/garden/templates/tag.html");
		Files.writeString(own, "<p>\n<b th:text=\"${nothing.at.all}\"></b></p>");
		HttpResponse<String> failed = Http.to(this.port, "garden.localhost").get("/tag/autumn");
		assertThat(failed.statusCode()).isEqualTo(500);
		assertThat(failed.body()).contains("Hollow").doesNotContain("Exception", "nothing.at.all");
		assertThat(Http.to(this.port, "bakery.localhost").get("/tag/autumn").statusCode()).isEqualTo(200);
		// Counted after the client has its answer.
		await().untilAsserted(() -> {
			String garden = actuator("/sites/garden").body();
			assertThat(JsonPath.<Integer>read(garden, "$.errors")).isEqualTo(1);
			assertThat(JsonPath.<String>read(garden, "$.lastError.message")).contains("tag.html, line 2");
			assertThat(JsonPath.<String>read(garden, "$.lastError.path")).isEqualTo("/tag/autumn");
		});
	}

	@Test
	void requestMetricsCarryTheSiteAndNothingThatTheClientSent() {
		Http.to(this.port, "garden.localhost").get("/about");
		Http.to(this.port, "made-up-by-the-client.test").get("/about");
		await().untilAsserted(() -> {
			String metrics = actuator("/prometheus").body();
			assertThat(metrics).contains("site=\"garden\"", "site=\"unknown\"").doesNotContain("made-up-by-the-client");
		});
	}

	@Test
	void sitesBeyondTheLimitShareATagAndSoDoMethodsThatClientsMakeUp() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("registry", registry));
		RequestMetrics metrics = new RequestMetrics(beans.getBeanProvider(MeterRegistry.class),
				new SiteTags(new MetricsProperties(0)));
		metrics.onCompleted(new CompletedRequest(site("one"), "GET", "/a", 200, Duration.ofMillis(2),
				new Effort(1, Duration.ZERO, Duration.ZERO, true, "/{*path}"), null));
		metrics.onCompleted(new CompletedRequest(null, "MADEUP", "/a", 421, Duration.ofMillis(2), Effort.NONE, null));
		assertThat(registry.get("http.server.requests")
			.tags("site", "other", "method", "GET", "status", "200", "outcome", "SUCCESS", "uri", "/{*path}")
			.timer()
			.count()).isEqualTo(1);
		assertThat(registry.get("http.server.requests")
			.tags("site", "unknown", "method", "UNKNOWN", "status", "421", "outcome", "CLIENT_ERROR", "uri", "UNKNOWN")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void aSiteMadeAgainUnderTheSameKeyBeginsAtZero() {
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String body = "{\"key\":\"traffic-again\",\"name\":\"Again\",\"addresses\":[\"traffic-again.localhost\"]}";
		assertThat(api.json("POST", "/api/sites", body).statusCode()).isEqualTo(201);
		Http.to(this.port, "traffic-again.localhost").get("/");
		await().until(() -> requests("traffic-again") == 1);
		assertThat(api.send("DELETE", "/api/sites/traffic-again", null).statusCode()).isEqualTo(204);
		assertThat(api.json("POST", "/api/sites", body).statusCode()).isEqualTo(201);
		assertThat(requests("traffic-again")).isZero();
	}

	private int requests(String key) {
		return JsonPath.read(actuator("/sites/" + key).body(), "$.requests");
	}

	private static Site site(String key) {
		return new Site(1, key, key, "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, 1, List.of(),
				Map.of(), false, null, null, SettingOrigins.NONE);
	}

	private HttpResponse<String> actuator(String path) {
		return Http.to(this.managementPort, "localhost").get("/actuator" + path);
	}

}
