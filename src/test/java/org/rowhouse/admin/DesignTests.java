package org.rowhouse.admin;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.Home;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.rowhouse.theme.Themes;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page about the design of a site: the form that a theme's options make,
 * and the preview.
 */
@RowhouseTest
class DesignTests {

	private static final Pattern STYLE = Pattern
		.compile("rel=\"stylesheet\" href=\"data:text/css[^,]*;base64,([^\"]+)\"");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	private Themes themes;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteDefaults defaults;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	private Http admin;

	private String key;

	@BeforeEach
	void addThemesAndSite() throws IOException {
		write("platform/themes/design-a/theme.yml",
				"""
						title: Design A
						description: For tests.
						options:
						  accent: { type: color, label: Accent colour, hint: Of links, group: Look, default: "#111111", variable: "--accent" }
						  font: { type: choice, label: Headings, group: Look, choices: { slab: Slab serif, sans: Sans serif }, default: slab, variable: "--font" }
						  dates: { type: toggle, label: Show dates, default: "yes" }
						  notice: { type: text, label: Notice, group: Header }
						  hours: { type: lines, label: Hours, group: Header }
						  logo: { type: image, label: Logo, group: Header }
						  more: { type: link, label: More, group: Header }
						""");
		write("platform/themes/design-a/templates/home.html",
				"""
						<html xmlns:th="http://www.thymeleaf.org"><head><title>A</title>
						<link rel="stylesheet" th:href="@{/static/site.css}"><link rel="stylesheet" th:href="@{/options.css}"></head>
						<body><h1 th:text="${site.options.notice}"></h1><img th:src="@{/static/dot.svg}" alt=""><p th:if="${site.options.dates == 'yes'}">dated</p>
						<a th:href="@{/visit}">Visit</a><script>alert(1)</script></body></html>""");
		write("platform/themes/design-a/static/site.css", "body { background: url('dot.svg'); color: var(--accent) }");
		write("platform/themes/design-a/static/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
		write("platform/themes/design-a/preview.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
		write("platform/themes/design-b/theme.yml", """
				title: Design B
				options:
				  accent: { type: choice, label: Accent, choices: { warm: Warm, cool: Cool } }
				  wide: { type: toggle, label: Wide }
				""");
		this.themes.reload();
		this.admin = AdminSession.signIn(this.port);
		this.key = "d" + UUID.randomUUID().toString().substring(0, 8);
		this.sites.create(new SiteSettings(this.key, "Design & Site", "",
				List.of(new TypedAddress(this.key + ".test", "")), "design-a", "", "", Map.of("mine", "kept")));
	}

	@Test
	void theFormHasAFieldForEachOptionAndSaysWhereItsValueComesFrom() {
		String page = page();
		assertThat(page).contains("name=\"option.accent\"", "type=\"color\"", "placeholder=\"#111111\"", "Of links",
				"<h2 id=\"group-0\">Look</h2>", ">Header</h2>", "name=\"option.font\"", "Default: Slab serif",
				"type=\"checkbox\"", "name=\"checkbox.dates\"", "<textarea", "name=\"option.hours\"",
				"list=\"pictures\"", "name=\"option.more\"", "The theme’s default", "Not set",
				"/themes/design-a/preview");
		assertThat(page).doesNotContain("name=\"reset\"");
		for (String id : List.of("accent", "font", "dates", "notice", "hours", "logo", "more")) {
			assertThat(page).contains("id=\"option-" + id + "\"", "id=\"option-" + id + "-origin\"");
		}
	}

	@Test
	void whatIsSavedHoldsAtOnceAndTheRestStays() {
		HttpResponse<String> saved = save(
				"theme=design-a&option.accent=%23abc&option.font=&checkbox.dates=1&option.notice="
						+ encode("Hello <you>") + "&option.hours=" + encode("Mon\r\nTue")
						+ "&option.logo=&option.more=%2Fvisit");
		assertThat(saved.statusCode()).isEqualTo(302);
		assertThat(own()).containsOnly(Map.entry("mine", "kept"), Map.entry("accent", "#aabbcc"),
				Map.entry("dates", "no"), Map.entry("notice", "Hello <you>"), Map.entry("hours", "Mon\nTue"),
				Map.entry("more", "/visit"));
		assertThat(site("/").body()).contains("<h1>Hello &lt;you&gt;</h1>").doesNotContain("dated");
		assertThat(site("/options.css").body()).contains("--accent:#aabbcc;--font:slab;");
		assertThat(page()).contains("Set here", "value=\"#aabbcc\"", "value=\"accent\" data-reset=\"option-accent\"");
		save("theme=design-a&option.accent=&option.notice=&checkbox.dates=1&option.dates=yes&option.hours=&option.more=");
		assertThat(own()).containsOnly(Map.entry("mine", "kept"));
	}

	@Test
	void aValueThatDoesNotFitIsRefusedAtItsFieldAndNothingTypedIsLost() {
		HttpResponse<String> refused = save(
				"theme=design-a&option.accent=reddish&option.more=javascript:x&option.notice=Typed");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("2 fields need your attention", "&#39;reddish&#39; is not a colour",
				"id=\"option-accent-error\"", "aria-invalid=\"true\"", "value=\"reddish\"", "leads nowhere",
				"value=\"Typed\"");
		assertThat(own()).containsOnly(Map.entry("mine", "kept"));
	}

	@Test
	void resettingShowsTheDefaultAgainAndSavesNothing() {
		save("theme=design-a&option.accent=%23abcdef");
		HttpResponse<String> reset = save("theme=design-a&option.accent=%23abcdef&option.notice=Typed&reset=accent");
		assertThat(reset.statusCode()).isEqualTo(200);
		assertThat(reset.body()).contains("value=\"Typed\"").doesNotContain("#abcdef");
		assertThat(own()).containsEntry("accent", "#abcdef").doesNotContainKey("notice");
	}

	@Test
	void anotherThemeShowsItsOwnOptionsBeforeItIsSaved() {
		save("theme=design-a&option.accent=%23abcdef");
		HttpResponse<String> shown = save("theme=design-b&option.accent=%23abcdef&option.notice=x&show=1");
		assertThat(shown.statusCode()).isEqualTo(200);
		assertThat(shown.body()).contains("name=\"option.wide\"", "value=\"warm\"")
			.doesNotContain("name=\"option.notice\"", "#abcdef", "field-error");
		assertThat(this.sites.find(this.key).orElseThrow().theme()).isEqualTo("design-a");
		assertThat(save("theme=design-b&option.accent=cool").statusCode()).isEqualTo(302);
		assertThat(this.sites.find(this.key).orElseThrow().theme()).isEqualTo("design-b");
		assertThat(own()).containsEntry("accent", "cool");
		assertThat(save("theme=nothing").statusCode()).isEqualTo(422);
		assertThat(save("theme=").statusCode()).isEqualTo(302);
		assertThat(this.sites.find(this.key).orElseThrow().theme()).isEqualTo("plain");
	}

	@Test
	void whatAFileDeclaresIsReadOnlyAndStaysTheFiles() throws Exception {
		String folder = this.key + "f";
		write("sites/" + folder + "/site.yml",
				"name: F\ntheme: design-a\noptions: { accent: honey, notice: From the file }");
		write("sites/" + folder + "/static/pics/a.png", "x");
		this.folders.run(new DefaultApplicationArguments());
		String page = this.admin.get("/sites/" + folder + "/design").body();
		assertThat(page).contains("The theme comes from", "From sites/" + folder + "/site.yml. Change it there.",
				"value=\"From the file\"", "readonly", "&#39;honey&#39; is not a colour",
				"Until then the theme’s default holds", "<option value=\"/static/pics/a.png\">");
		HttpResponse<String> saved = this.admin.form("/sites/" + folder + "/design",
				"theme=design-b&option.notice=Other&option.more=%2Fx&_csrf=" + csrf());
		assertThat(saved.statusCode()).isEqualTo(302);
		assertThat(this.sites.find(folder).orElseThrow().theme()).isEqualTo("design-a");
		assertThat(this.sites.find(folder).orElseThrow().options()).containsEntry("notice", "From the file")
			.containsEntry("more", "/x");
		assertThat(this.sites.find(folder).orElseThrow().own().options()).containsOnlyKeys("more");
	}

	@Test
	void whatWasSetHereBeforeAFileDeclaredItDoesNotStandInTheWay() throws Exception {
		String folder = this.key + "g";
		write("sites/" + folder + "/site.yml", "name: G\ntheme: design-a");
		this.folders.run(new DefaultApplicationArguments());
		this.admin.form("/sites/" + folder + "/design", "option.accent=%23123456&_csrf=" + csrf());
		write("sites/" + folder + "/site.yml", "name: G\ntheme: design-a\noptions: { accent: \"#654321\" }");
		this.folders.run(new DefaultApplicationArguments());
		HttpResponse<String> saved = this.admin.form("/sites/" + folder + "/design",
				"option.notice=Hello&_csrf=" + csrf());
		assertThat(saved.statusCode()).isEqualTo(302);
		assertThat(this.sites.find(folder).orElseThrow().options()).containsEntry("accent", "#654321")
			.containsEntry("notice", "Hello");
		assertThat(this.sites.find(folder).orElseThrow().own().options()).containsEntry("accent", "#123456");
	}

	@Test
	void thePlatformsDefaultsAreNamed() {
		try {
			// The file itself may be read again at any time.
			Awaitility.await().untilAsserted(() -> {
				this.defaults.set(new SiteSettings("", "", "", List.of(), "", "", "", Map.of("accent", "#222222")));
				this.sites.reload();
				assertThat(page()).contains("From platform/site-defaults.yml", "placeholder=\"#222222\"");
			});
		}
		finally {
			this.defaults.set(new SiteSettings("", "", "", List.of(), "", "", "", Map.of()));
			this.sites.reload();
		}
	}

	@Test
	void thePreviewShowsWhatIsNotSavedAndCanDoNothing() {
		HttpResponse<String> preview = preview("theme=design-a&option.accent=%23c0ffee&option.notice=Unsaved");
		assertThat(preview.statusCode()).isEqualTo(200);
		assertThat(preview.body()).contains("<h1>Unsaved</h1>", "<head><base target=\"_blank\">",
				"href=\"http://" + this.key + ".test:" + this.port + "/visit\"", "src=\"data:image/svg+xml;base64,");
		assertThat(styles(preview)).contains("--accent:#c0ffee", "url(\"data:image/svg+xml;base64,");
		assertThat(preview.headers().firstValue("Content-Security-Policy")).get()
			.asString()
			.startsWith("sandbox; default-src 'none'; style-src data: http://" + this.key + ".test:" + this.port + ";")
			.contains("frame-ancestors 'self'")
			.doesNotContain("allow-", "script-src", "unsafe");
		assertThat(preview.headers().allValues("Content-Security-Policy")).hasSize(1);
		assertThat(preview.headers().allValues("X-Frame-Options")).containsExactly("SAMEORIGIN");
		assertThat(preview.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
		assertThat(own()).containsOnly(Map.entry("mine", "kept"));
		assertThat(site("/").body()).doesNotContain("Unsaved");
		assertThat(site("/options.css").body()).contains("--accent:#111111");
	}

	@Test
	void thePreviewShowsAThemeThatIsNotSaved() {
		HttpResponse<String> other = preview("theme=plain&path=%2F");
		assertThat(other.body()).contains("Design &amp; Site");
		assertThat(styles(other)).hasSizeGreaterThan(1000).doesNotContain("dot.svg");
		assertThat(site("/static/site.css").body()).contains("dot.svg");
	}

	@Test
	void thePreviewShowsAnyPageOfTheSite() {
		String path = "/sites/garden/design/preview";
		String token = "&_csrf=" + csrf();
		assertThat(this.admin.form(path, "path=%2Fvisit" + token).body()).contains("<h1", "Visit");
		assertThat(this.admin.form(path, "path=%2Fposts%2Fopening-day" + token).body()).contains("pening day");
		assertThat(this.admin.form(path, "path=%2Fposts" + token).body()).contains("pening day");
		assertThat(this.admin.form(path, "path=%2Fnothing-here" + token).statusCode()).isEqualTo(200);
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		api.json("PUT", "/api/sites/" + this.key + "/posts/gone", "{\"title\":\"Gone\",\"markdown\":\"Text\","
				+ "\"state\":\"archived\",\"publishAt\":\"2020-01-01T00:00:00Z\"}");
		assertThat(site("/posts/gone").statusCode()).isEqualTo(410);
		assertThat(preview("path=%2Fposts%2Fgone").statusCode()).isEqualTo(200);
	}

	@Test
	void aTemplateWithAMistakeSaysSoInThePreview() throws IOException {
		write("platform/themes/design-c/theme.yml", "title: C");
		write("platform/themes/design-c/templates/home.html", "<p th:text=\"${nothing.there}\">x</p>");
		this.themes.reload();
		HttpResponse<String> preview = preview("theme=design-c");
		assertThat(preview.statusCode()).isEqualTo(200);
		assertThat(preview.body()).contains("home.html");
	}

	@Test
	void strangersSeeNoPreviewAndEveryFormNeedsItsToken() {
		for (String path : List.of("/sites/garden/design", "/sites/garden/design/preview")) {
			assertThat(this.admin.form(path, "theme=plain").statusCode()).as(path).isEqualTo(403);
		}
		for (String path : List.of("/sites/garden/design", "/themes/design-a/preview")) {
			assertThat(Http.to(this.port, "localhost").get(path).statusCode()).as(path).isEqualTo(302);
		}
		assertThat(Http.to(this.port, "garden.localhost").get("/themes/design-a/preview").statusCode()).isEqualTo(404);
	}

	@Test
	void thePictureOfAThemeIsAPictureAndNothingElse() {
		HttpResponse<String> picture = this.admin.get("/themes/design-a/preview");
		assertThat(picture.statusCode()).isEqualTo(200);
		assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
		assertThat(picture.headers().firstValue("Content-Security-Policy")).get().asString().startsWith("sandbox;");
		assertThat(this.admin.get("/themes/design-b/preview").statusCode()).isEqualTo(404);
		assertThat(this.admin.get("/themes/nothing/preview").statusCode()).isEqualTo(404);
		assertThat(this.admin.get("/themes/..%2F..%2Fsites/preview").statusCode()).isIn(400, 404);
	}

	@Test
	void savingSettingsCopiesNoDefaultsIntoTheSite() {
		this.defaults.set(new SiteSettings("", "", "", List.of(), "", "", "", Map.of("extra", "Everywhere")));
		this.sites.reload();
		try {
			HttpResponse<String> saved = this.admin.form("/sites/" + this.key + "/edit",
					"name=Renamed&theme=design-a&addresses=" + this.key + ".test&_csrf=" + csrf());
			assertThat(saved.statusCode()).isEqualTo(302);
			assertThat(own()).containsOnly(Map.entry("mine", "kept"));
		}
		finally {
			this.defaults.set(new SiteSettings("", "", "", List.of(), "", "", "", Map.of()));
			this.sites.reload();
		}
	}

	private String page() {
		HttpResponse<String> page = this.admin.get("/sites/" + this.key + "/design");
		assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
		return page.body();
	}

	private HttpResponse<String> save(String fields) {
		return this.admin.form("/sites/" + this.key + "/design", fields + "&_csrf=" + csrf());
	}

	private HttpResponse<String> preview(String fields) {
		return this.admin.form("/sites/" + this.key + "/design/preview", fields + "&_csrf=" + csrf());
	}

	private String csrf() {
		return encode(AdminSession.csrf(this.admin.get("/addresses")));
	}

	private static String styles(HttpResponse<String> preview) {
		Matcher style = STYLE.matcher(preview.body());
		StringBuilder all = new StringBuilder();
		while (style.find()) {
			all.append(new String(Base64.getDecoder().decode(style.group(1)), StandardCharsets.UTF_8));
		}
		return all.toString();
	}

	private Map<String, String> own() {
		return this.sites.find(this.key).orElseThrow().own().options();
	}

	private HttpResponse<String> site(String path) {
		return Http.to(this.port, this.key + ".test").get(path);
	}

	private void write(String name, String text) throws IOException {
		Path file = this.home.root().resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
