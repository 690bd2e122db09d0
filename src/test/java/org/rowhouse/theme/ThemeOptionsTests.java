package org.rowhouse.theme;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rowhouse.AdminSession;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.rowhouse.theme.ThemeOptions.Sheet;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThemeOptions}, {@link Themes} and {@code /options.css}: what options
 * come to on a site, and what happens to themes with mistakes.
 */
@RowhouseTest
@ExtendWith(OutputCaptureExtension.class)
class ThemeOptionsTests {

	private static final String THEME_YML = """
			title: Test
			options:
			  accent: { type: color, default: "#111111", variable: "--accent" }
			  font: { type: choice, choices: { slab: { css: "Rockwell, serif" }, sans: Sans }, variable: "--font" }
			  dates: { type: toggle, default: "yes", variable: "--dates" }
			  note: { type: text, default: Hello }
			""";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	private Themes themes;

	@Autowired
	private ThemeOptions options;

	@Autowired
	private SiteProblems problems;

	@Autowired
	private SiteDefaults defaults;

	@Autowired
	private Sites sites;

	private String theme;

	private String key;

	@BeforeEach
	void addThemeAndSite() throws IOException {
		this.key = "o" + UUID.randomUUID().toString().substring(0, 8);
		this.theme = "t" + this.key;
		write(THEME_YML);
		this.sites.create(settings(Map.of()));
	}

	@AfterEach
	void removeTheme() throws IOException {
		Files.delete(themeFile());
		this.themes.reload();
	}

	@Test
	void whatIsNearerToTheSiteGoesFirst() {
		assertThat(effective()).containsOnly(Map.entry("accent", "#111111"), Map.entry("dates", "yes"),
				Map.entry("note", "Hello"));
		try {
			// The watched folder of the platform may be read meanwhile, which has no
			// defaults.
			Awaitility.await().untilAsserted(() -> {
				set(Map.of());
				this.defaults.set(new SiteSettings("", "", "", List.of(), "", "", "",
						Map.of("accent", "#222222", "note", "Platform", "extra", "Everywhere")));
				this.sites.reload();
				assertThat(effective()).contains(Map.entry("accent", "#222222"), Map.entry("note", "Platform"),
						Map.entry("extra", "Everywhere"));
				set(Map.of("accent", "#333", "font", "sans", "mine", "10"));
				assertThat(effective()).containsOnly(Map.entry("accent", "#333333"), Map.entry("font", "sans"),
						Map.entry("dates", "yes"), Map.entry("note", "Platform"), Map.entry("extra", "Everywhere"),
						Map.entry("mine", "10"));
			});
		}
		finally {
			this.defaults.set(new SiteSettings("", "", "", List.of(), "", "", "", Map.of()));
			this.sites.reload();
		}
	}

	@Test
	void aValueThatDoesNotFitTakesNothingDown() {
		set(Map.of("accent", "honey", "font", "nothing", "dates", "perhaps", "note", "  "));
		assertThat(effective()).containsOnly(Map.entry("accent", "#111111"), Map.entry("dates", "yes"),
				Map.entry("note", "Hello"));
		assertThat(site("/options.css").body()).isEqualTo(":root{--accent:#111111;--dates:1;}\n");
		assertThat(this.options.check(this.theme, this.sites.find(this.key).orElseThrow().options()))
			.containsOnlyKeys("accent", "font", "dates")
			.containsEntry("accent", "'honey' is not a colour. Write one such as #b3401f.");
	}

	@Test
	void theStylesheetHoldsWhatHasAVariableAndNoTexts() {
		set(Map.of("accent", "#ABCDEF", "font", "slab", "dates", "no", "note", "--x:url(evil);}body{"));
		HttpResponse<String> css = site("/options.css");
		assertThat(css.body()).isEqualTo(":root{--accent:#abcdef;--font:Rockwell, serif;--dates:0;}\n");
		assertThat(css.headers().firstValue("Content-Type")).hasValue("text/css;charset=UTF-8");
	}

	@Test
	void theStylesheetIsKeptForAYearUnderItsFingerprintAlone() {
		String fingerprint = this.options.fingerprint(this.sites.find(this.key).orElseThrow()).orElseThrow();
		HttpResponse<String> named = site("/options.css?v=" + fingerprint);
		assertThat(named.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
		assertThat(site("/options.css").headers().firstValue("Cache-Control")).hasValue("no-cache");
		assertThat(site("/options.css?v=0").headers().firstValue("Cache-Control")).hasValue("no-cache");
		String etag = named.headers().firstValue("ETag").orElseThrow();
		assertThat(Http.to(this.port, this.key + ".test").with("If-None-Match", etag).get("/options.css").statusCode())
			.isEqualTo(304);
		set(Map.of("accent", "#222222"));
		assertThat(this.options.fingerprint(this.sites.find(this.key).orElseThrow())).isNotEmpty()
			.get()
			.isNotEqualTo(fingerprint);
		assertThat(Http.to(this.port, this.key + ".test").with("If-None-Match", etag).get("/options.css").statusCode())
			.isEqualTo(200);
	}

	@Test
	void aThemeWithAMistakeStaysAsItWasAndTheMistakeIsShown() throws IOException {
		write(THEME_YML.replace("type: color", "type: colour"));
		String at = "platform/themes/" + this.theme + "/theme.yml:3:19";
		assertThat(effective()).containsEntry("accent", "#111111");
		assertThat(AdminSession.signIn(this.port).get("/sites").body()).contains(at,
				"There is no type &#39;colour&#39;");
		write("title: [");
		assertThat(effective()).containsEntry("accent", "#111111");
		write(THEME_YML.replace("#111111", "#999999"));
		assertThat(effective()).containsEntry("accent", "#999999");
		assertThat(this.problems.of("platform/themes/" + this.theme + "/theme.yml")).isEmpty();
	}

	@Test
	void aMistakeIsLoggedOnceAndAgainWhenItHasGoneAndComeBack(CapturedOutput log) throws IOException {
		String at = "platform/themes/" + this.theme + "/theme.yml:1:1: There is no key";
		write("titel: x");
		this.themes.reload();
		assertThat(log.toString().lines().filter((line) -> line.contains(at))).hasSize(1);
		write(THEME_YML);
		write("titel: x");
		assertThat(log.toString().lines().filter((line) -> line.contains(at))).hasSize(2);
	}

	@Test
	void aThemeWithAHugeFileStaysAsItWasAndTheSizeIsShown() throws IOException {
		write(THEME_YML + "\n#" + "x".repeat(200_000));
		assertThat(this.problems.of("platform/themes/" + this.theme + "/theme.yml"))
			.anySatisfy((problem) -> assertThat(problem.toString()).contains("more than 200000 bytes. Shorten it"));
		assertThat(effective()).containsEntry("accent", "#111111");
		write(THEME_YML);
		assertThat(this.problems.of("platform/themes/" + this.theme + "/theme.yml")).isEmpty();
	}

	@Test
	void mistakesOfAThemeThatIsGoneAreGone() throws IOException {
		write("titel: x");
		assertThat(this.problems.all()).containsKey("platform/themes/" + this.theme + "/theme.yml");
		Files.delete(themeFile());
		this.themes.reload();
		assertThat(this.problems.all()).doesNotContainKey("platform/themes/" + this.theme + "/theme.yml");
		assertThat(this.themes.find(this.theme)).isEmpty();
		assertThat(effective()).isEmpty();
		write(THEME_YML);
	}

	@Test
	void thePathOfTheStylesheetIsNoPagesPath() {
		HttpResponse<String> refused = Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.json("PUT", "/api/sites/" + this.key + "/pages/options.css", "{\"title\":\"x\",\"markdown\":\"x\"}");
		assertThat(refused.statusCode()).isIn(400, 422);
	}

	@Test
	void theStylesheetIsWrittenAgainOnlyWhenOptionsOrThemesHaveChanged() throws IOException {
		Site site = this.sites.find(this.key).orElseThrow();
		Sheet sheet = this.options.stylesheet(site);
		assertThat(sheet.css()).isEqualTo(":root{--accent:#111111;--dates:1;}\n");
		set(Map.of());
		assertThat(this.options.stylesheet(this.sites.find(this.key).orElseThrow())).isSameAs(sheet);
		set(Map.of("accent", "#222222"));
		assertThat(site("/options.css").body()).isEqualTo(":root{--accent:#222222;--dates:1;}\n");
		write(THEME_YML.replace("#111111", "#333333"));
		Sheet changed = this.options.stylesheet(site);
		assertThat(changed.css()).isEqualTo(":root{--accent:#333333;--dates:1;}\n");
		assertThat(changed.fingerprint()).isPresent().isNotEqualTo(sheet.fingerprint());
	}

	private Map<String, String> effective() {
		return this.options.effective(this.sites.find(this.key).orElseThrow());
	}

	private void set(Map<String, String> values) {
		this.sites.update(this.key, (present) -> settings(values));
	}

	private SiteSettings settings(Map<String, String> values) {
		return new SiteSettings(this.key, "Options", "", List.of(new TypedAddress(this.key + ".test", "")), this.theme,
				"", "", values);
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private void write(String text) throws IOException {
		Files.createDirectories(themeFile().getParent());
		Files.writeString(themeFile(), text);
		this.themes.reload();
	}

	private Path themeFile() {
		return this.home.root().resolve("platform/themes/" + this.theme + "/theme.yml");
	}

}
