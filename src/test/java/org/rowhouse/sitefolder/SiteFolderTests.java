package org.rowhouse.sitefolder;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.AdminSession;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.Sharing;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SiteFolders}.
 */
@RowhouseTest
class SiteFolderTests {

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
	private CurrentSite currentSite;

	@Autowired
	private Sharing sharing;

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	@Test
	void aFolderBecomesASiteWithItsContent() throws IOException {
		write("new-one/site.yml",
				"name: New One\nlocale: de-AT\ntimeZone: Europe/Vienna\nmenu:\n  - {label: A, path: /a}\n");
		write("new-one/content/index.md", "# Willkommen\n\nHome text");
		write("new-one/content/a/index.md", "---\ntitle: The A\n---\nText of A");
		write("new-one/content/a/b.md", "---\ntitle: 'The B'\nstate: draft\n---\nText of B");
		write("new-one/content/posts/2026-01-31-hello.md", "---\ntitle: Hello\ntags: [One, Two]\n---\nText");
		write("new-one/static/x.css", "p{}");
		load();
		Site site = this.sites.find("new-one").orElseThrow();
		assertThat(site.name()).isEqualTo("New One");
		assertThat(site.timeZone().getId()).isEqualTo("Europe/Vienna");
		assertThat(get("new-one", "/").body()).contains("Willkommen", "Home text", "href=\"/a\"");
		assertThat(get("new-one", "/a").body()).contains("The A", "Text of A");
		assertThat(get("new-one", "/a/b").statusCode()).isEqualTo(404);
		assertThat(get("new-one", "/posts/hello").body()).contains("Hello", "/tag/two");
		assertThat(get("new-one", "/posts/2026/01").body()).contains("Hello");
		assertThat(get("new-one", "/static/x.css").body()).isEqualTo("p{}");
		Item post = this.currentSite.call(site, () -> this.items.find(ContentKind.POST, "hello")).orElseThrow();
		assertThat(post.publishAt()).hasToString("2026-01-30T23:00:00Z");
	}

	@Test
	void whatHasNotChangedIsNotWrittenAgain() throws IOException {
		write("same/site.yml", "name: Same");
		load();
		long version = this.sites.find("same").orElseThrow().version();
		load();
		assertThat(this.sites.find("same").orElseThrow().version()).isEqualTo(version);
		write("same/content/x.md", "# X");
		load();
		assertThat(this.sites.find("same").orElseThrow().version()).isGreaterThan(version);
	}

	@Test
	void whatAnotherFileSaysDoesNotChangeTheTimeOfAPage() throws IOException {
		write("times/site.yml", "name: Times");
		write("times/content/a.md", "# A");
		write("times/content/b.md", "# B");
		load();
		Site site = this.sites.find("times").orElseThrow();
		Item before = this.currentSite.call(site, () -> this.items.find(ContentKind.PAGE, "a")).orElseThrow();
		write("times/content/b.md", "# B changed");
		load();
		assertThat(this.currentSite.call(site, () -> this.items.find(ContentKind.PAGE, "a"))).contains(before);
		assertThat(get("times", "/b").body()).contains("B changed");
	}

	@Test
	void aSiteComesBackWithItsFolderWhateverWasSetMeanwhile() throws IOException {
		write("away/site.yml", "name: Away");
		write("away/content/x.md", "# X");
		load();
		Files.move(path("away"), path("").resolveSibling("away-for-now"));
		load();
		assertThat(this.sites.find("away").orElseThrow().state()).isEqualTo(SiteState.ARCHIVED);
		this.sites.update("away",
				(site) -> new SiteSettings("away", "Away", "", List.of(), "", "", "Asia/Tokyo", Map.of()));
		assertThat(this.sites.find("away").orElseThrow().folder()).isFalse();
		load();
		Files.move(path("").resolveSibling("away-for-now"), path("away"));
		load();
		Site back = this.sites.find("away").orElseThrow();
		assertThat(back.state()).isEqualTo(SiteState.ACTIVE);
		assertThat(back.timeZone()).hasToString("Asia/Tokyo");
		assertThat(get("away", "/x").statusCode()).isEqualTo(200);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aDiskThatIsNotThereArchivesNothingAndIsToldOnce(CapturedOutput log) throws IOException {
		write("on-disk/site.yml", "name: On a disk");
		load();
		Path disk = path("").resolveSibling("disk");
		Files.move(path(""), disk);
		Files.createDirectory(path(""));
		try {
			load();
			load();
			assertThat(this.sites.find("on-disk").orElseThrow().state()).isEqualTo(SiteState.ACTIVE);
			assertThat(log.getOut().lines().filter((line) -> line.contains("as if its disk were not there")))
				.hasSize(1);
		}
		finally {
			Files.delete(path(""));
			Files.move(disk, path(""));
		}
	}

	@Test
	void aPathThatEndsWithASlashIsThePathWithoutIt() throws IOException {
		write("slash/site.yml", "name: Slash");
		write("slash/content/x.md", "---\npath: a/\n---\nText");
		write("slash/content/y.md", "---\npath: /\n---\nText");
		load();
		assertThat(this.problems.of("slash")).isEmpty();
		assertThat(get("slash", "/a").statusCode()).isEqualTo(200);
	}

	@Test
	void aFileThatGoesTakesItsPageAlongAndNothingElse() throws IOException {
		write("going/site.yml", "name: Going");
		write("going/content/x.md", "# X");
		load();
		Site site = this.sites.find("going").orElseThrow();
		this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE,
				new Draft("mine", "Mine", "", "", "", ContentState.PUBLISHED, null, List.of())));
		Files.delete(path("going/content/x.md"));
		load();
		assertThat(get("going", "/x").statusCode()).isEqualTo(404);
		assertThat(get("going", "/mine").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			unknown key        | name: X\\nadresses: [a.test]   | 2 | There is no key 'adresses'
			no name            | tagline: x                     | 1 | A site needs a name
			no YAML            | name: [x                       | 1 | not valid YAML
			a list             | - name: x                      | 1 | key: value
			wrong zone         | name: X\\ntimeZone: Mars/Base  | 2 | 'Mars/Base' is not a time zone
			wrong locale       | name: X\\nlocale: xx-yy-zz     | 2 | is not a language tag
			no such theme      | name: X\\ntheme: nope          | 2 | There is no theme 'nope'
			taken address      | name: X\\n\\naddresses: [garden.localhost] | 3 | belongs to the site 'garden'
			the admin's host   | name: X\\naddresses: [localhost] | 2 | is the host of the admin UI
			twice the same key | name: X\\nname: Y              | 2 | stands there twice
			wrong menu         | name: X\\nmenu:\\n- {label: A, path: //evil.test} | 3 | begins with one slash
			""")
	void aMistakeInSiteYmlIsToldWithItsLine(String what, String yaml, int line, String message) throws IOException {
		String key = "wrong-" + what.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
		write(key + "/site.yml", yaml.replace("\\n", "\n"));
		load();
		assertThat(this.problems.of(key)).singleElement().satisfies((problem) -> {
			assertThat(problem.file()).isEqualTo("sites/" + key + "/site.yml");
			assertThat(problem.line()).isEqualTo(line);
			assertThat(problem.message()).contains(message);
		});
		assertThat(this.sites.find(key).orElseThrow().state()).isEqualTo(SiteState.BROKEN);
		assertThat(get("garden", "/").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			x.md              | ---\\ntitle: a: b\\n---\\n     | 2 | not valid YAML
			x.md              | ---\\ntitle: A\\n               | 1 | does not end
			x.md              | ---\\ntitle: A\\nstat: draft\\n---\\n | 3 | There is no key 'stat'
			x.md              | ---\\ntitle: A\\nstate: gone\\n---\\n | 3 | one of draft, review
			posts/x.md        | ---\\ntitle: A\\n---\\n         | 1 | A post needs a date
			posts/2026-13-40-x.md | text                        | 1 | is not a date
			posts/2026-01-01-x.md | ---\\ndate: yesterday\\n---\\n | 2 | is not a date
			posts/2026-01-01-x.md | ---\\ntags: ['!']\\n---\\n  | 2 | A tag has
			tag/x.md          | text                            |   | belongs to the site itself
			Über.md           | text                            |   | A path has lower case
			""")
	void aMistakeInAContentFileIsToldWithItsLine(String file, String text, Integer line, String message)
			throws IOException {
		String key = "bad-" + Integer.toHexString((file + text).hashCode());
		write(key + "/site.yml", "name: Bad");
		write(key + "/content/good.md", "# Good");
		write(key + "/content/" + file, text.replace("\\n", "\n"));
		load();
		assertThat(this.problems.of(key)).singleElement().satisfies((problem) -> {
			assertThat(problem.file()).isEqualTo("sites/" + key + "/content/" + file);
			assertThat(problem.line()).isEqualTo(line);
			assertThat(problem.message()).contains(message);
		});
		assertThat(this.sites.find(key).orElseThrow().state()).isEqualTo(SiteState.BROKEN);
		Files.delete(path(key + "/content/" + file));
		load();
		assertThat(this.problems.of(key)).isEmpty();
		assertThat(get(key, "/good").statusCode()).isEqualTo(200);
	}

	@Test
	void aBrokenSiteIsShownWithFileAndLineInTheAdminUiAndInActuator() throws IOException {
		write("shown/site.yml", "name: Shown\ntheme: nope");
		write("Not A Key/site.yml", "name: Nobody");
		load();
		Http admin = AdminSession.signIn(this.port);
		assertThat(admin.get("/sites?q=shown").body()).contains("sites/shown/site.yml:2", "Broken");
		assertThat(admin.get("/sites/shown").body()).contains("sites/shown/site.yml", "There is no theme");
		assertThat(admin.get("/sites").body()).contains("sites/Not A Key", "Rename it");
		HttpResponse<String> actuator = Http.to(this.managementPort, "localhost").get("/actuator/sites");
		assertThat(JsonPath.<List<Integer>>read(actuator.body(), "$.sites[?(@.key=='shown')].problems[0].line"))
			.containsExactly(2);
		assertThat(JsonPath.<List<String>>read(actuator.body(), "$.sites[?(@.key=='shown')].state"))
			.containsExactly("broken");
		assertThat(actuator.body()).contains("sites/Not A Key");
	}

	@Test
	void aFileInAnotherEncodingIsTold() throws IOException {
		write("latin/site.yml", "name: Latin");
		Path file = path("latin/content/x.md");
		Files.createDirectories(file.getParent());
		Files.write(file, "# Über".getBytes(StandardCharsets.ISO_8859_1));
		load();
		assertThat(this.problems.of("latin")).extracting(SiteProblem::message)
			.singleElement()
			.asString()
			.contains("not UTF-8");
	}

	@Test
	void aSiteThatWasGoodStaysAsItWasWhenItsFolderBreaks() throws IOException {
		write("once-good/site.yml", "name: Once Good");
		write("once-good/content/x.md", "# Still here");
		load();
		write("once-good/site.yml", "name: [broken");
		write("once-good/content/x.md", "# Changed");
		load();
		assertThat(this.problems.of("once-good")).isNotEmpty();
		assertThat(get("once-good", "/x").body()).contains("Still here").doesNotContain("Changed");
		write("once-good/site.yml", "name: Mended");
		load();
		assertThat(get("once-good", "/x").body()).contains("Changed", "Mended");
	}

	@Test
	void aPageOfTheAdminUiIsNeverOverwritten() throws IOException {
		write("mixed/site.yml", "name: Mixed");
		load();
		Site site = this.sites.find("mixed").orElseThrow();
		this.currentSite.run(site, () -> this.items.create(ContentKind.PAGE,
				new Draft("x", "Mine", "", "Mine", "", ContentState.PUBLISHED, null, List.of())));
		write("mixed/content/x.md", "# Theirs");
		load();
		assertThat(this.problems.of("mixed")).singleElement()
			.extracting(SiteProblem::message)
			.asString()
			.contains("written in the admin UI");
		assertThat(get("mixed", "/x").body()).contains("Mine").doesNotContain("Theirs");
	}

	@Test
	void whatAnotherSiteSharesGivesWayToAFile() throws IOException {
		write("shows/site.yml", "name: Shows");
		write("shares/site.yml", "name: Shares");
		load();
		Site shares = this.sites.find("shares").orElseThrow();
		Item item = this.currentSite.call(shares, () -> this.items.create(ContentKind.PAGE,
				new Draft("x", "Shared", "", "Shared", "", ContentState.PUBLISHED, null, List.of())));
		this.currentSite.call(shares,
				() -> this.sharing.share(ContentKind.PAGE, item.id(), "shows", (site) -> true, ""));
		write("shows/content/x.md", "# Own");
		load();
		assertThat(this.problems.of("shows")).isEmpty();
		assertThat(get("shows", "/x").body()).contains("Own").doesNotContain("Shared");
		assertThat(this.currentSite.call(shares, () -> this.sharing.sharesOf(ContentKind.PAGE, item.id()))).isEmpty();
	}

	@Test
	void whatAFileDeclaresIsNotChangedElsewhere() throws IOException {
		Site garden = this.sites.find("garden").orElseThrow();
		Item about = this.currentSite.call(garden, () -> this.items.find(ContentKind.PAGE, "about")).orElseThrow();
		assertThatExceptionOfType(ConflictException.class)
			.isThrownBy(() -> this.currentSite.run(garden, () -> this.items.delete(ContentKind.PAGE, about.id())))
			.withMessageContaining("sites/garden/content/about.md");
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.sites.delete("garden"))
			.withMessageContaining("sites/garden");
	}

	@Test
	void linksOutOfTheFolderAreNotFollowed() throws IOException {
		write("linked/site.yml", "name: Linked");
		write("linked/static/own.txt", "own");
		Files.createSymbolicLink(path("linked/static/passwd"), Path.of("/etc/passwd"));
		Files.createSymbolicLink(path("linked/static/other"), path("bakery/static"));
		Files.createSymbolicLink(path("linked/content"), path("bakery/content"));
		load();
		assertThat(get("linked", "/static/own.txt").statusCode()).isEqualTo(200);
		assertThat(get("linked", "/static/passwd").statusCode()).isEqualTo(404);
		assertThat(get("linked", "/static/other/site.css").statusCode()).isEqualTo(404);
		assertThat(get("linked", "/about").statusCode()).isEqualTo(404);
	}

	@Test
	void aFolderThatIsALinkIsNotFollowedEither() throws IOException {
		write("linked-whole/site.yml", "name: Linked");
		Files.createSymbolicLink(path("linked-whole/static"), Path.of("/etc"));
		Files.createSymbolicLink(path("linked-whole/templates"), path("garden/templates"));
		Files.createSymbolicLink(path("linked-site"), path("bakery"));
		load();
		assertThat(get("linked-whole", "/static/passwd").statusCode()).isEqualTo(404);
		assertThat(get("linked-whole", "/").body()).doesNotContainIgnoringCase("hollowlane");
		assertThat(this.sites.find("linked-site")).isEmpty();
	}

	@Test
	void anAddressMovesFromOneFolderToAnother() throws IOException {
		write("move-a/site.yml", "name: A");
		write("move-z/site.yml", "name: Z\naddresses: [handed-over.test]");
		load();
		write("move-a/site.yml", "name: A\naddresses: [handed-over.test]");
		write("move-z/site.yml", "name: Z");
		load();
		assertThat(Http.to(this.port, "handed-over.test").get("/").body()).contains("A</");
		assertThat(this.problems.of("move-a")).isEmpty();
	}

	@Test
	void aPictureBesideTheContentIsNoContent() throws IOException {
		write("picture/site.yml", "name: Picture");
		write("picture/content/x.md", "# X");
		Files.write(path("picture/content/photo.jpg"), new byte[3_000_000]);
		load();
		assertThat(get("picture", "/x").statusCode()).isEqualTo(200);
	}

	@Test
	void aTextThatCannotBeRenderedIsTheProblemOfItsSite() throws IOException {
		write("boom/site.yml", "name: Boom");
		write("boom/content/x.md", "|a".repeat(20_000) + "|\n" + "|-".repeat(20_000) + "|\n" + "|b\n".repeat(1000));
		load();
		assertThat(this.problems.of("boom")).singleElement().satisfies((problem) -> {
			assertThat(problem.file()).isEqualTo("sites/boom/content/x.md");
			assertThat(problem.message()).contains("too wide");
		});
	}

	private HttpResponse<String> get(String key, String url) {
		return Http.to(this.port, key + ".localhost").get(url);
	}

	private void load() {
		this.folders.run(new DefaultApplicationArguments());
	}

	private void write(String name, String text) throws IOException {
		Files.createDirectories(path(name).getParent());
		Files.writeString(path(name), text);
	}

	private Path path(String name) {
		return this.home.root().resolve("sites").resolve(name);
	}

}
