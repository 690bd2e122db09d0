package org.rowhouse.sitefolder;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SiteFolderWatcher}: nobody tells it anything, files change and sites
 * follow. The rescan is off, so that what is seen here was told by the operating system.
 */
@RowhouseTest
@TestPropertySource(properties = "rowhouse.site-folders.rescan=0")
class SiteFolderWatcherTests {

	@Autowired
	private Home home;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteProblems problems;

	@Value("${local.server.port}")
	private int port;

	@Test
	void aNewFolderIsALiveSite() throws IOException {
		write("w-new/site.yml", "name: Watched");
		write("w-new/content/deep/below/x.md", "# Deep below");
		await().untilAsserted(() -> assertThat(get("w-new", "/deep/below/x").body()).contains("Deep below"));
	}

	@Test
	void everyKindOfFileIsFollowed() throws IOException {
		write("w-files/site.yml", "name: Before");
		write("w-files/content/x.md", "# First");
		write("w-files/static/x.css", "p{}");
		await().untilAsserted(() -> assertThat(get("w-files", "/x").body()).contains("First", "Before"));
		write("w-files/site.yml", "name: After");
		await().untilAsserted(() -> assertThat(get("w-files", "/x").body()).contains("After"));
		write("w-files/content/x.md", "# Second");
		await().untilAsserted(() -> assertThat(get("w-files", "/x").body()).contains("Second"));
		write("w-files/templates/page.html", "<p>Template one</p>");
		await().untilAsserted(() -> assertThat(get("w-files", "/x").body()).contains("Template one"));
		write("w-files/templates/page.html", "<p>Template two</p>");
		await().untilAsserted(() -> assertThat(get("w-files", "/x").body()).contains("Template two"));
		long version = site("w-files").version();
		write("w-files/static/x.css", "p{color:red}");
		await().untilAsserted(() -> assertThat(site("w-files").version()).isGreaterThan(version));
		assertThat(get("w-files", "/static/x.css").body()).isEqualTo("p{color:red}");
	}

	@Test
	void aTouchedSiteYmlReloadsTheSite() throws IOException {
		write("w-touch/site.yml", "name: Touched");
		await().until(() -> this.sites.find("w-touch").isPresent());
		long version = site("w-touch").version();
		Files.setLastModifiedTime(path("w-touch/site.yml"), FileTime.from(Instant.now().plusSeconds(5)));
		await().untilAsserted(() -> assertThat(site("w-touch").version()).isGreaterThan(version));
	}

	@Test
	void aFolderThatIsMovedAwayArchivesItsSiteAndComesBack(@TempDir Path elsewhere) throws IOException {
		write("w-gone/site.yml", "name: Gone");
		write("w-gone/content/x.md", "# Kept");
		await().untilAsserted(() -> assertThat(get("w-gone", "/x").statusCode()).isEqualTo(200));
		Files.move(path("w-gone"), elsewhere.resolve("w-gone"));
		await().untilAsserted(() -> assertThat(get("w-gone", "/x").statusCode()).isEqualTo(410));
		assertThat(site("w-gone").state()).isEqualTo(SiteState.ARCHIVED);
		Files.move(elsewhere.resolve("w-gone"), path("w-gone"));
		await().untilAsserted(() -> assertThat(get("w-gone", "/x").body()).contains("Kept"));
		write("w-gone/content/x.md", "# Still followed");
		await().untilAsserted(() -> assertThat(get("w-gone", "/x").body()).contains("Still followed"));
	}

	@Test
	void aFolderThatIsReplacedAtOnceWasNeverGone() throws IOException {
		write("w-swap/site.yml", "name: One");
		await().until(() -> this.sites.find("w-swap").isPresent());
		delete("w-swap");
		write("w-swap/site.yml", "name: Two");
		await().untilAsserted(() -> {
			assertThat(site("w-swap").state()).isEqualTo(SiteState.ACTIVE);
			assertThat(site("w-swap").name()).isEqualTo("Two");
		});
	}

	@Test
	void aRenamedFolderIsFollowedUnderItsNewName() throws IOException {
		write("w-from/site.yml", "name: Renamed\naddresses: [w-renamed.localhost]");
		write("w-from/content/a.md", "# A");
		await().untilAsserted(() -> assertThat(get("w-renamed", "/a").statusCode()).isEqualTo(200));
		Files.move(path("w-from/content"), path("w-from/other"));
		await().untilAsserted(() -> assertThat(get("w-renamed", "/a").statusCode()).isEqualTo(404));
		Files.move(path("w-from/other"), path("w-from/content"));
		await().untilAsserted(() -> assertThat(get("w-renamed", "/a").statusCode()).isEqualTo(200));
		write("w-from/content/b.md", "# B");
		await().untilAsserted(() -> assertThat(get("w-renamed", "/b").statusCode()).isEqualTo(200));
	}

	@Test
	void aMistakeKeepsTheLastGoodStateUntilItIsMended() throws IOException {
		write("w-bad/site.yml", "name: Good");
		write("w-bad/content/x.md", "# X");
		await().untilAsserted(() -> assertThat(get("w-bad", "/x").body()).contains("Good"));
		write("w-bad/site.yml", "name: [");
		await().untilAsserted(() -> assertThat(this.problems.of("w-bad")).extracting(SiteProblem::file)
			.containsExactly("sites/w-bad/site.yml"));
		assertThat(get("w-bad", "/x").body()).contains("Good");
		write("w-bad/site.yml", "name: Better");
		await().untilAsserted(() -> assertThat(get("w-bad", "/x").body()).contains("Better"));
		assertThat(this.problems.of("w-bad")).isEmpty();
	}

	@Test
	void anAddressThatIsGivenUpGoesToTheSiteThatWaitsForIt() throws IOException {
		write("w-first/site.yml", "name: First\naddresses: [w-wanted.localhost]");
		await().until(() -> this.sites.find("w-first").isPresent());
		write("w-second/site.yml", "name: Second\naddresses: [w-wanted.localhost]");
		await().untilAsserted(() -> assertThat(this.problems.of("w-second")).hasSize(1));
		write("w-first/site.yml", "name: First\naddresses: [w-other.localhost]");
		await().untilAsserted(() -> assertThat(get("w-wanted", "/").body()).contains("Second"));
	}

	@Test
	void filesOfEditorsAreNoChange() throws IOException {
		write("w-editor/site.yml", "name: Edited");
		await().until(() -> this.sites.find("w-editor").isPresent());
		long version = site("w-editor").version();
		write("w-editor/content/.x.md.swp", "?");
		write("w-editor/content/x.md~", "?");
		write("w-editor/content/#x.md#", "?");
		write("w-editor/content/x.md.tmp", "?");
		write("w-editor/.git/config", "?");
		Files.move(path("w-editor/content/x.md.tmp"), path("w-editor/content/x.md.bak"));
		// What comes after them has been read, so they have been passed by.
		write("w-editor-2/site.yml", "name: Later");
		await().until(() -> this.sites.find("w-editor-2").isPresent());
		assertThat(site("w-editor").version()).isEqualTo(version);
	}

	@Test
	void aFileThatIsRenamedIntoPlaceIsRead() throws IOException {
		write("w-atomic/site.yml", "name: Atomic");
		write("w-atomic/content/x.md", "# Before");
		await().untilAsserted(() -> assertThat(get("w-atomic", "/x").body()).contains("Before"));
		write("w-atomic/content/.x.tmp", "# Swapped in");
		Files.move(path("w-atomic/content/.x.tmp"), path("w-atomic/content/x.md"), StandardCopyOption.ATOMIC_MOVE);
		await().untilAsserted(() -> assertThat(get("w-atomic", "/x").body()).contains("Swapped in"));
	}

	@Test
	void manyFilesAtOnceAreOneChange() throws IOException {
		write("w-many/site.yml", "name: Many");
		await().until(() -> this.sites.find("w-many").isPresent());
		long version = site("w-many").version();
		for (int i = 0; i < 500; i++) {
			write("w-many/content/p" + i + ".md", "# Page " + i);
		}
		await().untilAsserted(() -> assertThat(get("w-many", "/p499").statusCode()).isEqualTo(200));
		assertThat(get("w-many", "/p0").statusCode()).isEqualTo(200);
		assertThat(site("w-many").version() - version).as("transactions").isLessThan(10);
	}

	@Test
	void aChangedThemeIsLive() throws IOException {
		Path themes = this.home.root().resolve("platform/themes");
		Files.createDirectories(themes.resolve("fresh/templates"));
		Files.writeString(themes.resolve("fresh/theme.yml"), "title: Fresh");
		Files.writeString(themes.resolve("fresh/templates/home.html"), "<p>Fresh one</p>");
		write("w-theme/site.yml", "name: Themed\ntheme: fresh");
		await().untilAsserted(() -> assertThat(get("w-theme", "/").body()).contains("Fresh one"));
		Files.writeString(themes.resolve("fresh/templates/home.html"), "<p>Fresh two</p>");
		await().untilAsserted(() -> assertThat(get("w-theme", "/").body()).contains("Fresh two"));
	}

	@Test
	void aChangedDefaultHoldsForEverySiteThatDoesNotSayOtherwise() throws IOException {
		write("w-default/site.yml", "name: Default");
		write("w-own/site.yml", "name: Own\nlocale: fr");
		await().until(() -> this.sites.find("w-default").isPresent() && this.sites.find("w-own").isPresent());
		Path defaults = this.home.root().resolve("platform/site-defaults.yml");
		String before = Files.readString(defaults);
		Files.writeString(defaults, "locale: nl\n");
		await().untilAsserted(() -> assertThat(site("w-default").locale()).hasToString("nl"));
		assertThat(site("w-own").locale()).hasToString("fr");
		Files.writeString(defaults, before);
		await().untilAsserted(() -> assertThat(site("w-default").locale()).hasToString("en"));
	}

	@Test
	void aFolderThatIsTooDeepStopsTheWatchOverNoOther() throws IOException {
		write("w-deep/site.yml", "name: Deep");
		Path deep = path("w-deep").resolve("a".repeat(250)).resolve("b".repeat(250)).resolve("c".repeat(100));
		Files.createDirectories(deep);
		Files.writeString(deep.resolve("x.txt"), "x");
		write("w-after/site.yml", "name: After the deep one");
		await().untilAsserted(() -> assertThat(get("w-after", "/").body()).contains("After the deep one"));
		assertThat(get("w-deep", "/").body()).contains("Deep");
	}

	@Test
	void aThemeAndTheDefaultThatNamesItMayComeInAnyOrder() throws IOException {
		Path platform = this.home.root().resolve("platform");
		String before = Files.readString(platform.resolve("site-defaults.yml"));
		write("w-later/site.yml", "name: Later");
		Files.writeString(platform.resolve("site-defaults.yml"), "theme: later\n");
		await().untilAsserted(() -> assertThat(this.problems.of("platform/site-defaults.yml")).hasSize(1));
		Files.createDirectories(platform.resolve("themes/later/templates"));
		Files.writeString(platform.resolve("themes/later/templates/home.html"), "<p>Home of the later theme</p>");
		Files.writeString(platform.resolve("themes/later/theme.yml"), "title: Later");
		await().untilAsserted(() -> assertThat(get("w-later", "/").body()).contains("Home of the later theme"));
		assertThat(this.problems.of("platform/site-defaults.yml")).isEmpty();
		Files.writeString(platform.resolve("site-defaults.yml"), before);
		await().untilAsserted(() -> assertThat(site("w-later").theme()).isEqualTo("plain"));
	}

	/** Far more than it takes: a machine that tests is a busy one. */
	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).ignoreExceptions();
	}

	private Site site(String key) {
		return this.sites.find(key).orElseThrow();
	}

	private HttpResponse<String> get(String host, String path) {
		return Http.to(this.port, host + ".localhost").get(path);
	}

	private void write(String name, String text) throws IOException {
		Files.createDirectories(path(name).getParent());
		Files.writeString(path(name), text);
	}

	private void delete(String name) throws IOException {
		try (Stream<Path> tree = Files.walk(path(name))) {
			List<Path> all = tree.sorted(Comparator.reverseOrder()).toList();
			for (Path path : all) {
				Files.delete(path);
			}
		}
	}

	private Path path(String name) {
		return this.home.root().resolve("sites").resolve(name);
	}

}
