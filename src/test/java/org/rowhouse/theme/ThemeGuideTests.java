package org.rowhouse.theme;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide "Make a theme in an hour" in {@code docs/themes.md} is written out block by
 * block, and what it promises is asked for over HTTP.
 */
@RowhouseTest
class ThemeGuideTests {

	private static final Path GUIDE = Path.of("docs/themes.md");

	private static final Pattern BLOCK = Pattern.compile("^File `([^`]+)`:\n\n```[a-z]+\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final String KEY = "guideshop";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	private Themes themes;

	@Autowired
	private SiteProblems problems;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	@BeforeEach
	void writeTheGuidesFiles() throws IOException {
		Map<String, String> files = files();
		assertThat(files.keySet()).contains("platform/themes/corner/theme.yml",
				"platform/themes/corner/templates/layout.html", "platform/themes/corner/templates/page.html",
				"platform/themes/corner/templates/post.html", "platform/themes/corner/templates/archive.html",
				"platform/themes/corner/static/site.css", "platform/themes/corner-blue/theme.yml",
				"sites/teahouse/templates/fragments/footer.html");
		for (Map.Entry<String, String> file : files.entrySet()) {
			write(file.getKey(), file.getValue());
		}
		this.themes.reload();
		assertThat(this.problems.all().keySet()).noneMatch((file) -> file.contains("corner"));
		if (this.sites.find(KEY).isEmpty()) {
			Site site = this.sites.create(settings("corner", Map.of()));
			this.currentSite.run(site, this::writeContent);
		}
	}

	private void writeContent() {
		put(ContentKind.PAGE, "visit", "Visit us", "We are **open**.");
		put(ContentKind.PAGE, "visit/parking", "Parking", "Behind the house.");
		put(ContentKind.POST, "first", "First post", "Hello.");
		put(ContentKind.POST, "second", "Second post", "Hello again.");
	}

	@Test
	void homePagePostArchiveTagAndErrorAreShown() {
		set("corner", Map.of());
		assertThat(body("/")).contains("<h1>Guide &amp; Shop</h1>", "Second post", "<title>Guide &amp; Shop</title>",
				"href=\"/options.css", "href=\"/static/site.css");
		assertThat(body("/visit")).contains("<title>Visit us · Guide &amp; Shop</title>",
				"We are <strong>open</strong>", "href=\"/visit/parking\"", "aria-current=\"page\"");
		assertThat(body("/posts/second")).contains("<h1>Second post</h1>", "Hello again", "rel=\"tag\"", "← First post",
				"<time datetime=");
		assertThat(body("/posts")).contains("<h1>Posts</h1>", "First post", "Second post", "<time datetime=");
		assertThat(body("/tag/news")).contains("<h1>news</h1>", "First post");
		HttpResponse<String> missing = get("/nothing");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.body()).contains("<h1>Not Found</h1>", "© ").doesNotContain("canonical");
		assertThat(body("/static/site.css")).contains("--accent: #1d6b52");
		assertThat(body("/options.css")).isEqualTo(":root{--accent:#1d6b52;}\n");
		for (String path : List.of("/", "/visit", "/posts", "/posts/second")) {
			assertThat(body(path)).doesNotContain("th:", "class=\"notice\"")
				.startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
		}
	}

	@Test
	void itsThreeOptionsChangeIt() {
		set("corner", Map.of("accent", "#C03", "showDates", "false", "notice", "Closed <today>"));
		for (String path : List.of("/", "/visit", "/posts/second", "/posts")) {
			assertThat(body(path)).contains("<p class=\"notice\">Closed &lt;today&gt;</p>").doesNotContain("<time");
		}
		assertThat(body("/options.css")).isEqualTo(":root{--accent:#cc0033;}\n");
	}

	@Test
	void itsChildChangesAColourAndAFragment() {
		set("corner-blue", Map.of());
		assertThat(body("/visit")).contains("Made with care by <span>Guide &amp; Shop</span>", "We are <strong>open",
				"aria-current=\"page\"");
		assertThat(body("/options.css")).isEqualTo(":root{--accent:#1f4e9c;}\n");
		assertThat(body("/static/site.css")).contains("--accent: #1d6b52");
		set("corner", Map.of());
		assertThat(body("/visit")).contains("© ").doesNotContain("Made with care");
	}

	@Test
	void oneSiteChangesOneFragmentByOneFile() throws Exception {
		set("corner", Map.of());
		write("sites/teahouse/site.yml", "name: Tea House\ntheme: corner\n");
		write("sites/teahouse/content/visit.md", "# Visit\n\nBeside the bridge.\n");
		this.folders.run(new DefaultApplicationArguments());
		String page = Http.to(this.port, "teahouse.localhost").get("/visit").body();
		assertThat(page).contains("Tea until ten.", "Beside the bridge.", "href=\"/static/site.css")
			.doesNotContain("©");
		assertThat(body("/visit")).contains("©").doesNotContain("Tea until ten.");
	}

	private static Map<String, String> files() throws IOException {
		String guide = Files.readString(GUIDE);
		Matcher blocks = BLOCK.matcher(guide.substring(guide.indexOf("## Make a theme in an hour")));
		Map<String, String> files = new LinkedHashMap<>();
		while (blocks.find()) {
			files.put(blocks.group(1), blocks.group(2));
		}
		return files;
	}

	private void write(String name, String text) throws IOException {
		Path file = this.home.root().resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private void put(ContentKind kind, String path, String title, String text) {
		List<String> tags = (kind == ContentKind.POST) ? List.of("news") : List.of();
		this.items.put(kind, new Draft(path, title, "", text, "", ContentState.PUBLISHED, null, tags));
	}

	private void set(String theme, Map<String, String> options) {
		this.sites.update(KEY, (present) -> settings(theme, options));
	}

	private static SiteSettings settings(String theme, Map<String, String> options) {
		return new SiteSettings(KEY, "Guide & Shop", "", List.of(new TypedAddress(KEY + ".test", "")), theme, "en",
				"UTC", options);
	}

	private String body(String path) {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
		return response.body();
	}

	private HttpResponse<String> get(String path) {
		return Http.to(this.port, KEY + ".test").get(path);
	}

}
