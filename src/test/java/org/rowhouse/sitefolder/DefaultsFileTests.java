package org.rowhouse.sitefolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.Home;
import org.rowhouse.site.Setting;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultsFile}.
 */
@RowhouseTest
class DefaultsFileTests {

	@Autowired
	private DefaultsFile file;

	@Autowired
	private SiteDefaults defaults;

	@Autowired
	private SiteProblems problems;

	@Autowired
	private Sites sites;

	@Autowired
	private Home home;

	@Value("${local.server.port}")
	private int port;

	@AfterEach
	void noDefaults() throws IOException {
		Files.deleteIfExists(path());
		this.file.reload();
		assertThat(this.problems.of(DefaultsFile.SHOWN)).isEmpty();
	}

	@Test
	void whatItSaysHoldsForSitesThatDoNotSayItThemselves() throws IOException {
		this.sites.create(settings("defaulted", ""));
		this.sites.create(settings("own-minded", "Mine"));
		write("tagline: Everybody’s line\nlocale: de-AT\noptions:\n  accent: honey\n");
		assertThat(Http.to(this.port, "defaulted.localhost").get("/").body()).contains("Everybody’s line",
				"lang=\"de-AT\"");
		assertThat(Http.to(this.port, "own-minded.localhost").get("/").body()).contains("Mine")
			.doesNotContain("Everybody’s line");
		assertThat(this.sites.find("defaulted").orElseThrow().options()).containsEntry("accent", "honey");
	}

	@Test
	void aMistakeKeepsWhatHeldAndIsTold() throws IOException {
		write("tagline: Kept\n");
		write("tagline: New\nthem: plain\ntheme: businesss\ntimeZone: Vienna\n");
		assertThat(this.defaults.declare(Setting.TAGLINE)).isTrue();
		assertThat(this.problems.of(DefaultsFile.SHOWN)).extracting(SiteProblem::toString)
			.satisfiesExactly(
					(key) -> assertThat(key).startsWith("platform/site-defaults.yml:2:1: ").contains("mean 'theme'"),
					(theme) -> assertThat(theme).startsWith("platform/site-defaults.yml:3:8: ")
						.contains("mean 'business'"),
					(zone) -> assertThat(zone).startsWith("platform/site-defaults.yml:4:11: ")
						.contains("mean 'Europe/Vienna'"));
		this.sites.create(settings("kept-line", ""));
		assertThat(this.sites.find("kept-line").orElseThrow().tagline()).isEqualTo("Kept");
	}

	@Test
	void whatIsNotYamlBreaksNoSite() throws IOException {
		write("tagline: \"x\n\tb");
		assertThat(this.problems.of(DefaultsFile.SHOWN)).isNotEmpty();
		assertThat(this.defaults.declare(Setting.TAGLINE)).isFalse();
		assertThat(Http.to(this.port, "garden.localhost").get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void aMissingFileMeansNoDefaults() throws IOException {
		write("tagline: x\noptions: {a: b}");
		Files.delete(path());
		this.file.reload();
		assertThat(this.defaults.declare(Setting.TAGLINE)).isFalse();
		assertThat(this.defaults.options()).isEmpty();
	}

	@Test
	void sitesAreReadAgainOnlyWhenSomethingHasChanged() throws IOException {
		write("tagline: x");
		long version = this.sites.find("garden").orElseThrow().version();
		write("# a comment\ntagline: x");
		assertThat(this.sites.find("garden").orElseThrow().version()).isEqualTo(version);
		write("tagline: y");
		assertThat(this.sites.find("garden").orElseThrow().version()).isGreaterThan(version);
	}

	private static SiteSettings settings(String key, String tagline) {
		return new SiteSettings(key, key, tagline, List.of(), "", "", "", Map.of());
	}

	private void write(String text) throws IOException {
		Files.writeString(path(), text);
		this.file.reload();
	}

	private Path path() {
		return this.home.root().resolve("platform/site-defaults.yml");
	}

}
