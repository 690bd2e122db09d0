package org.rowhouse.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.LogSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDeleted;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SiteLogs} and {@link LogSite}. Each has an appender of its own, since
 * other contexts of the same run have set up Logback since the application's was made.
 */
@RowhouseTest
class SiteLogsTests {

	private static final Logger logger = LoggerFactory.getLogger(SiteLogsTests.class);

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private SiteLogs applications;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	private SiteLogs logs;

	@BeforeEach
	void openLogs() {
		this.applications.destroy();
		this.logs = new SiteLogs(this.home, new SiteLogsProperties(true));
	}

	@AfterEach
	void closeLogs() {
		this.logs.destroy();
	}

	@Test
	void aFailureOfARequestIsInTheLogOfItsSiteAlone() throws Exception {
		broken("log-a");
		broken("log-b");
		load();
		assertThat(Http.to(this.port, "log-a.localhost").get("/broken").statusCode()).isEqualTo(500);
		assertThat(log("log-a")).contains("ERROR", "Site 'log-a': GET /broken failed", "no-such-layout");
		assertThat(file("log-b")).doesNotExist();
		assertThat(Http.to(this.port, "log-b.localhost").get("/broken").statusCode()).isEqualTo(500);
		assertThat(log("log-b")).contains("Site 'log-b'").doesNotContain("log-a");
		assertThat(log("log-a")).doesNotContain("log-b");
	}

	@Test
	void aMistakeInAFolderIsInTheLogOfASiteThatWasNeverRead() throws Exception {
		write("log-mistake/site.yml", "name: [");
		load();
		assertThat(log("log-mistake")).contains("Site 'log-mistake' is broken", "site.yml");
	}

	@Test
	void whatWentWellMakesNoFile() {
		about("log-quiet", () -> logger.info("Read from its folder"));
		assertThat(file("log-quiet")).doesNotExist();
	}

	@Test
	void whatIsAboutNoSiteOrNoKeyMakesNoFile() throws IOException {
		logger.warn("The platform");
		for (String key : List.of("../escaped", "a/b", "", "UPPER", "a".repeat(64))) {
			about(key, () -> logger.warn("Somebody"));
			assertThat(this.home.siteLog(key)).isEmpty();
		}
		assertThat(this.home.root().resolve("data/escaped")).doesNotExist();
		assertThat(Files.exists(this.home.root().resolve("data/sites/logs"))).isFalse();
	}

	@Test
	void aLogIsNeverLargerThanThreeFilesOfAMegabyte() {
		String line = "x".repeat(10_000);
		about("log-large", () -> {
			for (int i = 0; i < 600; i++) {
				logger.warn(line);
			}
		});
		Path file = file("log-large");
		assertThat(file.getParent().toFile().listFiles()).hasSizeLessThanOrEqualTo(3)
			.allSatisfy((part) -> assertThat(part.length()).isLessThan(6_100_000));
	}

	@Test
	void theLogGoesWithItsSiteAndANewOneWithTheKeyStartsEmpty() throws IOException {
		about("log-gone", () -> logger.warn("Of the first"));
		about("log-stays", () -> logger.warn("Of another"));
		assertThat(log("log-gone")).contains("Of the first");
		this.logs.deleted(new SiteDeleted(1, "log-gone"));
		assertThat(file("log-gone").getParent()).doesNotExist();
		about("log-gone", () -> logger.warn("Of the second"));
		about("log-stays", () -> logger.warn("And more"));
		assertThat(log("log-gone")).contains("Of the second").doesNotContain("Of the first");
		assertThat(log("log-stays")).contains("Of another", "And more");
	}

	@Test
	void whenSwitchedOffNothingIsWritten() {
		this.logs.destroy();
		SiteLogs off = new SiteLogs(this.home, new SiteLogsProperties(false));
		about("log-off", () -> logger.warn("Nobody writes this"));
		assertThat(file("log-off")).doesNotExist();
		off.destroy();
	}

	@Test
	void theBoundSiteNamesTheLineAndNothingIsLeftBehind() {
		Site garden = this.sites.find("garden").orElseThrow();
		Site bakery = this.sites.find("bakery").orElseThrow();
		try (LogSite outer = LogSite.open("outer")) {
			this.currentSite.run(garden, () -> {
				assertThat(MDC.get(LogSite.NAME)).isEqualTo("garden");
				this.currentSite.run(bakery, () -> assertThat(MDC.get(LogSite.NAME)).isEqualTo("bakery"));
				assertThat(MDC.get(LogSite.NAME)).isEqualTo("garden");
			});
			assertThat(MDC.get(LogSite.NAME)).isEqualTo("outer");
		}
		assertThat(MDC.get(LogSite.NAME)).isNull();
	}

	private static void about(String key, Runnable work) {
		try (LogSite logSite = LogSite.open(key)) {
			work.run();
		}
	}

	private Path file(String key) {
		return this.home.siteLog(key).orElseThrow();
	}

	private String log(String key) throws IOException {
		return Files.readString(file(key));
	}

	private void broken(String key) throws IOException {
		write(key + "/site.yml", "name: " + key);
		write(key + "/content/broken.md", "# Broken");
		write(key + "/templates/page.html", "<p th:replace=\"~{no-such-layout :: x}\"></p>");
	}

	private void load() throws Exception {
		this.folders.run(new DefaultApplicationArguments());
	}

	private void write(String name, String text) throws IOException {
		Path file = this.home.root().resolve("sites").resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
