package org.rowhouse.sitefolder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.AdminSession;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.content.WrittenContent;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.RemovedFolder;
import org.rowhouse.site.Setting;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SiteExport}: what is written into files and read again is the same.
 */
@RowhouseTest
class SiteExportTests {

	@Autowired
	private SiteExport export;

	@Autowired
	private SiteFolders folders;

	@Autowired
	private Home home;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteProblems problems;

	@Autowired
	private ContentItems items;

	@Autowired
	private WrittenContent written;

	@Autowired
	private PublishedContent published;

	@Autowired
	private CurrentSite currentSite;

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String key;

	@BeforeEach
	void newSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "x" + UUID.randomUUID().toString().substring(0, 8);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 20261121, 77 })
	void whatIsExportedAndReadAgainIsTheSame(long seed) throws IOException {
		RandomSite random = new RandomSite(seed);
		make(random);
		Map<String, Object> bodies = bodies();
		List<Item> before = allItems();
		long version = site().version();

		assertThat(this.export.export(this.key)).contains("site.yml", "content/index.md");
		assertThat(site().version()).isEqualTo(version + 1);
		assertThat(site().folder()).isTrue();
		assertThat(allItems()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("source").isEqualTo(before);
		assertThat(allItems()).allSatisfy((item) -> assertThat(item.source()).isNotNull());
		assertThat(bodies()).isEqualTo(bodies);

		long exported = site().version();
		load();
		assertThat(this.problems.of(this.key)).isEmpty();
		assertThat(site().version()).as("read again").isEqualTo(exported);
		Files.createDirectories(path("static"));
		Files.writeString(path("static/x.txt"), "so that all files are read");
		load();
		assertThat(site().version()).isGreaterThan(exported);
		assertThat(allItems()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("source").isEqualTo(before);
		assertThat(bodies()).isEqualTo(bodies);
	}

	@ParameterizedTest
	@ValueSource(longs = { 2, 42 })
	void theFolderGivesTheSameSiteElsewhere(long seed) throws IOException {
		make(new RandomSite(seed));
		menuOfAFolderThatIsGone();
		Map<String, Object> bodies = bodies();
		List<Object> menu = new ArrayList<>(menu());
		this.export.export(this.key);
		Map<String, String> files = files();

		forget();
		write(files);
		load();
		assertThat(this.problems.of(this.key)).isEmpty();
		assertThat(bodies()).isEqualTo(bodies);
		assertThat(menu()).isEqualTo(menu).hasSize(3);

		this.sites.folderRemoved(this.key, RemovedFolder.KEEP);
		FileSystemUtils.deleteRecursively(path(""));
		this.export.export(this.key);
		assertThat(files()).isEqualTo(files);
	}

	@Test
	void whatIsSetForAllSitesStaysADefault() throws IOException {
		this.sites
			.create(new SiteSettings(this.key, "Plain: and 'simple' # really", "", List.of(), "", "", "", Map.of()));
		this.export.export(this.key);
		assertThat(files().get("site.yml")).isEqualTo(SiteYml.SCHEMA + "name: 'Plain: and ''simple'' # really'\n");
		assertThat(site().origins().inherits(Setting.THEME)).isTrue();
		assertThat(JsonPath.<String>read(this.api.get("/api/sites/" + this.key).body(), "$.origins.name"))
			.isEqualTo("site.yml");
	}

	@Test
	void aFileLooksAsIfAPersonHadWrittenIt() throws IOException {
		this.sites.create(new SiteSettings(this.key, "Corner Shop", "",
				List.of(new TypedAddress(this.key + ".test", ""),
						new TypedAddress("www." + this.key + ".test", "alias"),
						new TypedAddress("old." + this.key + ".test", "redirect")),
				"", "de-AT", "Europe/Vienna", Map.of("hours", "Mo\nDi", "note", "yes"), "https", "8443"));
		this.currentSite.run(site(),
				() -> this.items.create(ContentKind.POST, new Draft("opening", "We open", "", "Come **in**.", "",
						ContentState.PUBLISHED, Instant.parse("2026-11-20T08:30:00.000251Z"), List.of("News", "1e3"))));
		this.export.export(this.key);
		assertThat(files().get("site.yml")).isEqualTo(SiteYml.SCHEMA + """
				name: Corner Shop
				addresses:
				  - %1$s.test
				  - www.%1$s.test
				  - pattern: old.%1$s.test
				    role: redirect
				locale: de-AT
				timeZone: Europe/Vienna
				urlScheme: https
				urlPort: 8443
				options:
				  hours: |-
				    Mo
				    Di
				  note: 'yes'
				""".formatted(this.key));
		assertThat(files().get("content/posts/2026-11-20-opening.md")).isEqualTo("""
				---
				title: We open
				date: 2026-11-20T09:30:00.000251+01:00
				tags:
				  - '1e3'
				  - News
				---

				Come **in**.""");
	}

	@Test
	void whatAFileNameCannotSayIsSaidInTheFile() throws IOException {
		this.sites.create(named("Odd"));
		page("a/index", "An index below");
		page("a/index-page", "Its neighbour");
		for (String slug : List.of("2026-11-20-x", "draft-2026-11-20-x", "index", "draft-index")) {
			this.currentSite.run(site(), () -> this.items.create(ContentKind.POST,
					new Draft(slug, slug, "", "", "", ContentState.DRAFT, null, List.of())));
		}
		Map<String, Object> bodies = bodies();
		assertThat(this.export.export(this.key)).containsExactly("content/a/index-page-2.md", "content/a/index-page.md",
				"content/posts/draft-2026-11-20-x-2.md", "content/posts/draft-2026-11-20-x.md",
				"content/posts/draft-index-2.md", "content/posts/draft-index.md", "site.yml");
		Map<String, String> files = files();
		forget();
		write(files);
		load();
		assertThat(bodies()).isEqualTo(bodies);
	}

	@Test
	void whatWasMadeBesideTheFilesIsAddedToThem() throws IOException {
		write(Map.of("site.yml", """
				# The shop at the corner
				name: Corner
				options: # texts of the theme
				  # what is above the door
				  notice: Welcome   # friendly
				menu: [{ label: A, path: /a }]""", "content/a.md", "# A"));
		load();
		this.sites.update(this.key, (site) -> new SiteSettings(this.key, "", "Round the corner", List.of(), "business",
				"", "Europe/Vienna", Map.of("hours", "Mo\n\n  Di"), "", "8443"));
		// Another time zone: the dates of its files are read again.
		load();
		page("b", "B");
		Map<String, Object> bodies = bodies();
		Item fromFile = item("a");
		assertThat(this.export.export(this.key)).containsExactly("content/b.md", "site.yml");
		assertThat(files().get("site.yml")).isEqualTo("""
				# The shop at the corner
				name: Corner
				options: # texts of the theme
				  hours: |-
				    Mo

				      Di
				  # what is above the door
				  notice: Welcome   # friendly
				menu: [{ label: A, path: /a }]
				tagline: Round the corner
				theme: business
				timeZone: Europe/Vienna
				urlPort: 8443
				""");
		assertThat(site().origins().ownOptions()).isEmpty();
		assertThat(item("a")).isEqualTo(fromFile);
		assertThat(bodies()).isEqualTo(bodies);
		long version = site().version();
		load();
		assertThat(site().version()).isEqualTo(version);
		assertThat(this.export.export(this.key)).isEmpty();
	}

	@Test
	void linesThatCannotBeAddedAreShown() throws IOException {
		write(Map.of("site.yml", "name: Flow\noptions: { a: b }\n"));
		load();
		this.sites.update(this.key,
				(site) -> new SiteSettings(this.key, "", "A tagline", List.of(), "", "", "", Map.of("hours", "late")));
		page("b", "B");
		Map<String, String> files = files();
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.export.export(this.key))
			.withMessageContaining("\ntagline: A tagline\noptions:\n  hours: late\n");
		assertThat(files()).isEqualTo(files);
		assertThat(item("b").source()).isNull();
	}

	@Test
	void nothingIsOverwritten() throws IOException {
		this.sites.create(named("Taken"));
		page("about", "About");
		long version = site().version();
		Files.createDirectories(path("templates"));
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.export.export(this.key))
			.withMessageContaining("sites/" + this.key + " is there already");
		assertThat(site().version()).isEqualTo(version);
		assertThat(site().folder()).isFalse();
		assertThat(item("about").source()).isNull();
		assertThat(leftOver()).isEmpty();
	}

	@Test
	void whenOneFileIsInTheWayNoneIsWritten() throws IOException {
		write(Map.of("site.yml", "name: Way\n"));
		load();
		page("a", "A");
		page("b/c", "C");
		page("d", "D");
		this.sites.update(this.key,
				(site) -> new SiteSettings(this.key, "", "A tagline", List.of(), "", "", "", Map.of()));
		Files.createDirectories(path("content"));
		Files.createSymbolicLink(path("content/b"), this.home.root().resolve("platform"));
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.export.export(this.key))
			.withMessageContaining("content/b is there already");
		assertThat(files()).containsOnlyKeys("site.yml").containsEntry("site.yml", "name: Way\n");
		assertThat(item("a").source()).isNull();
		assertThat(site().origins().declares(Setting.TAGLINE)).isFalse();
		assertThat(this.home.root().resolve("platform/c.md")).doesNotExist();
	}

	@Test
	void aChangeThatIsNotReadYetIsNotLost() throws IOException {
		write(Map.of("site.yml", "name: Busy\n"));
		load();
		page("b", "B");
		write(Map.of("content/new.md", "# Just now"));
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.export.export(this.key))
			.withMessageContaining("not read yet");
		load();
		assertThat(this.export.export(this.key)).containsExactly("content/b.md");
	}

	@Test
	void anIndentedBeginningAndLineEndsAreTheSameBothWays() throws IOException {
		this.sites.create(named("Code"));
		this.currentSite.run(site(),
				() -> this.items.create(ContentKind.PAGE,
						new Draft("code", "Code", "a\r\nb", "\uFEFF\r\n  \r\n    first line\r\n\r\ntext \uFEFFx\r\n",
								"", ContentState.PUBLISHED, null, List.of())));
		assertThat(item("code").markdown()).isEqualTo("    first line\n\ntext \uFEFFx\n");
		assertThat(item("code").html()).contains("<pre>");
		Map<String, Object> bodies = bodies();
		this.export.export(this.key);
		Map<String, String> files = files();
		forget();
		write(files);
		load();
		assertThat(bodies()).isEqualTo(bodies);
	}

	@Test
	void theZipHoldsTheFolderAsItWouldBe() throws IOException {
		write(Map.of("site.yml", "name: Zipped\n", "static/x.css", "p{}"));
		load();
		page("b", "B");
		this.sites.update(this.key,
				(site) -> new SiteSettings(this.key, "", "A tagline", List.of(), "", "", "", Map.of()));
		ByteArrayOutputStream zip = new ByteArrayOutputStream();
		this.export.archive(this.key).writeTo(zip);
		assertThat(item("b").source()).isNull();
		this.export.export(this.key);
		Map<String, String> expected = new TreeMap<>();
		files().forEach((name, text) -> expected.put(this.key + "/" + name, text));
		assertThat(unzip(zip.toByteArray())).isEqualTo(expected).hasSize(3);
		HttpResponse<String> download = this.api.get("/api/sites/" + this.key + "/export.zip");
		assertThat(download.statusCode()).isEqualTo(200);
		assertThat(download.headers().firstValue("Content-Disposition"))
			.contains("attachment; filename=\"" + this.key + ".zip\"");
	}

	@Test
	void theButtonAndTheApiExport() throws IOException {
		this.sites.create(named("Pressed"));
		HttpResponse<String> exported = this.api.json("POST", "/api/sites/" + this.key + "/export", "");
		assertThat(JsonPath.<List<String>>read(exported.body(), "$.files")).containsExactly("site.yml");
		assertThat(JsonPath.<String>read(exported.body(), "$.folder")).isEqualTo("sites/" + this.key);
		page("b", "B");
		Http admin = AdminSession.signIn(this.port);
		String token = AdminSession.csrf(admin.get("/sites/" + this.key));
		assertThat(admin.form("/sites/" + this.key + "/export", "").statusCode()).isEqualTo(403);
		assertThat(files()).doesNotContainKey("content/b.md");
		admin.form("/sites/" + this.key + "/export", "_csrf=" + token);
		assertThat(admin.get("/sites/" + this.key).body()).contains("1 file written to sites/" + this.key + "/.");
		assertThat(files()).containsKey("content/b.md");
		assertThat(this.api.json("POST", "/api/sites/nothing/export", "").statusCode()).isEqualTo(404);
		assertThat(this.api.form("/api/sites/" + this.key + "/export", "").statusCode()).isEqualTo(415);
	}

	private SiteSettings named(String name) {
		return new SiteSettings(this.key, name, "", List.of(), "", "", "", Map.of());
	}

	private void make(RandomSite random) {
		this.sites.create(random.settings(this.key));
		this.currentSite.run(site(), () -> random.drafts().forEach(this.items::create));
	}

	/** A menu can only be declared by a file, so the site must have had one. */
	private void menuOfAFolderThatIsGone() throws IOException {
		this.export.export(this.key);
		Files.writeString(path("site.yml"), files().get("site.yml")
				+ "menu:\n- {label: 'Ä: \"1\"', path: /b}\n- {label: 'yes', path: /a}\n- {label: '#', path: '/a?x=1#y'}\n");
		load();
		assertThat(this.problems.of(this.key)).isEmpty();
		this.sites.folderRemoved(this.key, RemovedFolder.KEEP);
		FileSystemUtils.deleteRecursively(path(""));
	}

	private void page(String path, String title) {
		this.currentSite.run(site(), () -> this.items.create(ContentKind.PAGE,
				new Draft(path, title, "", "Text", "", ContentState.PUBLISHED, null, List.of())));
	}

	private Site site() {
		return this.sites.find(this.key).orElseThrow();
	}

	private Item item(String path) {
		return this.currentSite.call(site(), () -> this.items.find(ContentKind.PAGE, path)).orElseThrow();
	}

	private List<Item> allItems() {
		return this.currentSite.call(site(),
				() -> this.written.all()
					.items()
					.stream()
					.map((item) -> this.items.find(item.kind(), item.id()).orElseThrow())
					.toList());
	}

	private List<?> menu() {
		return this.currentSite.call(site(), this.published::menu);
	}

	/** All that the API says, without what a new installation cannot have the same. */
	private Map<String, Object> bodies() {
		Map<String, Object> site = JsonPath.read(this.api.get("/api/sites/" + this.key).body(), "$");
		site.keySet().removeAll(List.of("version", "origins"));
		Map<String, Object> bodies = new TreeMap<>();
		bodies.put("", site);
		// The bodies of items are made of these and of nothing else.
		allItems().forEach((item) -> bodies.put(item.url() + " " + item.kind(),
				new Item(0, item.kind(), item.path(), item.title(), item.summary(), item.excerpt(), item.markdown(),
						item.html(), item.template(), item.state(), item.publishAt(), item.tags(), item.details(), null,
						null, 1, Instant.EPOCH, "")
					.toString()));
		return bodies;
	}

	/** As if another installation got the folder. */
	private void forget() throws IOException {
		FileSystemUtils.deleteRecursively(path(""));
		this.sites.delete(this.key);
	}

	private void load() {
		this.folders.run(new DefaultApplicationArguments());
	}

	private Map<String, String> files() throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (Stream<Path> tree = Files.walk(path(""))) {
			for (Path file : tree.filter(Files::isRegularFile).toList()) {
				files.put(path("").relativize(file).toString(), Files.readString(file));
			}
		}
		return files;
	}

	private List<String> leftOver() throws IOException {
		try (Stream<Path> children = Files.list(this.home.root().resolve("sites"))) {
			return children.map((child) -> child.getFileName().toString())
				.filter((name) -> name.startsWith(".") && !name.equals(".rowhouse"))
				.toList();
		}
	}

	private void write(Map<String, String> files) throws IOException {
		for (Map.Entry<String, String> file : files.entrySet()) {
			Files.createDirectories(path(file.getKey()).getParent());
			Files.writeString(path(file.getKey()), file.getValue());
		}
	}

	private Path path(String name) {
		return this.home.root().resolve("sites").resolve(this.key).resolve(name);
	}

	private static Map<String, String> unzip(byte[] bytes) throws IOException {
		Map<String, String> files = new TreeMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

}
