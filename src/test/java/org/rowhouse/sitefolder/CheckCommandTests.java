package org.rowhouse.sitefolder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckCommand}.
 */
class CheckCommandTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path home;

	@BeforeEach
	void oneGoodSiteAndOneTheme() throws IOException {
		write("sites/good/site.yml", "name: Good\naddresses: [good.test]\nmenu:\n- {label: About, path: /about}\n");
		write("sites/good/content/about.md", "# About");
		write("platform/themes/club/theme.yml", "title: Club");
	}

	@Test
	void aHomeWithoutMistakesIsFineAndStaysAsItWas() throws IOException {
		List<String> before = files();
		assertThat(check(this.home.toString())).isZero();
		assertThat(output()).isEqualTo("1 site checked: no mistakes, no warnings.\n");
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEmpty();
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void theDemoSitesAreFine() {
		assertThat(check("--strict", ".")).as(output()).isZero();
		assertThat(output()).contains("no mistakes, no warnings");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					sites/x/site.yml          | name: X\\nthemes: club                     | sites/x/site.yml:2:1: There is no key 'themes' here. Did you mean 'theme'?
					sites/x/site.yml          | name: X\\ntheme: clubb                     | sites/x/site.yml:2:8: There is no theme 'clubb'. Did you mean 'club'?
					sites/x/site.yml          | name: X\\nlocale: de_AT                    | sites/x/site.yml:2:9: 'de_AT' is not a language tag. Did you mean 'de-AT'?
					sites/x/site.yml          | name: X\\ntimeZone: Europe/Viena           | sites/x/site.yml:2:11: 'Europe/Viena' is not a time zone. Did you mean 'Europe/Vienna'?
					sites/x/site.yml          | name: X\\nurlScheme: htps                  | sites/x/site.yml:2:12: Canonical URLs begin with http or https
					sites/x/site.yml          | name: X\\nurlPort: 70000                   | sites/x/site.yml:2:10: A port is a number
					sites/x/site.yml          | name: X\\naddresses:\\n- x.test\\n- {pattern: y.test, role: redirct} | sites/x/site.yml:4:3: 'redirct' is not a role of an address. Did you mean 'redirect'?
					sites/x/site.yml          | name: X\\naddresses: [x.test, a..b]        | sites/x/site.yml:2:21: 'a..b' is not an address
					sites/x/site.yml          | name: X\\naddresses: ["*.com"]             | sites/x/site.yml:2:13: '*.com'
					sites/x/site.yml          | name: X\\naddresses: [localhost]           | sites/x/site.yml:2:13: 'localhost' is the host of the admin UI
					sites/x/site.yml          | name: X\\naddresses: [x.test, good.test]   | sites/x/site.yml:2:21: 'good.test' belongs to the site 'good' already
					sites/x/site.yml          | name: X\\naddresses: [x.test, good.test]   | sites/good/site.yml:2:13: 'good.test' belongs to the site 'x' already
					sites/x/site.yml          | name: X\\naddresses: [y.test]\\ntagline: [] | sites/x/site.yml:3:10: The value of 'tagline' is a text, not a list
					sites/x/site.yml          | name: "X                                  | sites/x/site.yml:1:7: This is not valid YAML.
					sites/x/site.yml          | tagline: X                                | sites/x/site.yml:1: A site needs a name.
					sites/x/content/a.md      | ---\\nstate: publised\\n---\\n               | sites/x/content/a.md:2:8: 'publised' is not a state. Did you mean 'published'?
					sites/x/content/a.md      | ---\\ntags: [a]\\n---\\n                     | sites/x/content/a.md:2:1: Only posts have tags.
					sites/x/content/Über.md   | text                                      | sites/x/content/Über.md: A path has lower case
					sites/x/content/b/index.md | text                                     | sites/x/content/b/index.md: It would be at the same path as content/b.md.
					sites/x/templates/page.html | <p>\\n<b th:text="${a">x</b></p>         | sites/x/templates/page.html:2:4: The template cannot be parsed
					sites/x/templates/page.html | <p id="a" id="b">x</p>                  | sites/x/templates/page.html:1:11: The template cannot be parsed
					sites/x/templates/Page.html | <p>x</p>                                | sites/x/templates/Page.html: No page can use a template of this name.
					sites/Not a key/site.yml  | name: X                                   | sites/Not a key: The folder's name is the site's key
					platform/themes/club/theme.yml | title: [                             | platform/themes/club/theme.yml:
					platform/themes/club/templates/page.html | <p th:if="${">x</p>        | platform/themes/club/templates/page.html:1:4: The template cannot be parsed
					platform/site-defaults.yml | theme: clubs                             | platform/site-defaults.yml:1:8: There is no theme 'clubs'. Did you mean 'club'?
					platform/site-defaults.yml | name: All                                | platform/site-defaults.yml:1:1: There is no key 'name' here.
					""")
	void aMistakeIsPrintedWithItsPlace(String file, String text, String line) throws IOException {
		write("sites/x/site.yml", "name: X");
		write("sites/x/content/b.md", "# B");
		write(file, text.strip().replace("\\n", "\n"));
		assertThat(check(this.home.toString())).isEqualTo(1);
		assertThat(output().lines()).anySatisfy((printed) -> assertThat(printed).startsWith(line));
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void everythingIsToldAtOnceAndInOrder() throws IOException {
		write("sites/x/site.yml", "nam: X\nname: Y\ntheme: nope\nlocale: de_AT\naddresses: [a b]\n");
		write("sites/x/content/a.md", "---\nstate: x\n---\n");
		write("platform/site-defaults.yml", "them: x\nlocale: xx-x-\n");
		assertThat(check(this.home.toString())).isEqualTo(1);
		assertThat(output().lines().map((line) -> line.replaceFirst(": .*", ""))).containsExactly(
				"platform/site-defaults.yml:1:1", "platform/site-defaults.yml:2:9", "sites/x/content/a.md:2:8",
				"sites/x/site.yml:1:1", "sites/x/site.yml:3:8", "sites/x/site.yml:4:9", "sites/x/site.yml:5:13",
				"2 sites checked");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					sites/good/site.yml | name: G\\nmenu:\\n- label: A\\n  path: /nowhere | sites/good/site.yml:4:9: warning: No file in content/ is the page /nowhere
					sites/y/note.txt    | text                                         | sites/y: warning: The folder has no site.yml
					""")
	void aWarningCountsWithStrictAlone(String file, String text, String line) throws IOException {
		write(file, text.replace("\\n", "\n"));
		assertThat(check(this.home.toString())).isZero();
		assertThat(output()).contains(line, "1 warning.");
		assertThat(check("--strict", this.home.toString())).isEqualTo(1);
	}

	@Test
	void aLinkIsAWarning() throws IOException {
		Files.createSymbolicLink(this.home.resolve("sites/good/passwd"), Path.of("/etc/passwd"));
		assertThat(check(this.home.toString())).isZero();
		assertThat(output()).contains("sites/good/passwd: warning: This is a link.");
	}

	@Test
	void oneSiteFolderIsCheckedAmongTheOthers() throws IOException {
		write("sites/x/site.yml", "name: X\naddresses: [good.test]");
		write("sites/z/site.yml", "nome: Z");
		assertThat(check(this.home.resolve("sites/x").toString())).isEqualTo(1);
		assertThat(output().lines()).satisfiesExactly(
				(mistake) -> assertThat(mistake)
					.startsWith("sites/x/site.yml:2:13: 'good.test' belongs to the site 'good'"),
				(summary) -> assertThat(summary).isEqualTo("1 site checked: 1 mistake, no warnings."));
	}

	@Test
	void aHomeWithoutAPlatformHasTheOneOfANewHome() throws IOException {
		Path bare = this.home.resolve("bare");
		Files.createDirectories(bare.resolve("sites/x"));
		Files.writeString(bare.resolve("sites/x/site.yml"), "name: X\ntheme: business");
		assertThat(check(bare.toString())).as(output()).isZero();
		assertThat(bare.resolve("platform")).doesNotExist();
	}

	@Test
	void settingsOfTheInstallationCount() throws IOException {
		write("application.yml", "rowhouse.admin.host: office.test");
		write("sites/x/site.yml", "name: X\naddresses: [office.test]");
		assertThat(check("--rowhouse.home=" + this.home)).isEqualTo(1);
		assertThat(output()).contains("sites/x/site.yml:2:13: 'office.test' is the host of the admin UI");
		assertThat(check("--rowhouse.home=" + this.home, "--rowhouse.admin.host=elsewhere.test")).isZero();
	}

	@Test
	void defaultsHoldForTheSitesThatAreChecked() throws IOException {
		write("platform/site-defaults.yml", "theme: club\noptions: { a: b }");
		write("sites/x/site.yml", "name: X");
		assertThat(check(this.home.toString())).as(output()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/no/such/folder | is neither a home
			--stict         | There is no option '--stict'
			.,sites         | One folder at a time
			""")
	void wrongUsageIsToldApart(String arguments, String message) {
		assertThat(check(arguments.split(","))).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains(message, "check [DIR]");
		assertThat(output()).isEmpty();
	}

	@Test
	void aSettingOfTheInstallationThatIsWrongIsToldApart() {
		assertThat(check("--rowhouse.admin.host=a..b", this.home.toString())).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("A setting of this installation is wrong");
	}

	@Test
	void anUnreadableApplicationYmlIsToldInWords() throws IOException {
		write("application.yml", "rowhouse: [");
		assertThat(check(this.home.toString())).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("A setting of this installation is wrong");
	}

	@Test
	void aSiteFolderThatIsALinkIsNotTakenForChecked() throws IOException {
		Files.createSymbolicLink(this.home.resolve("sites/linked"), this.home.resolve("sites/good"));
		assertThat(check(this.home.resolve("sites/linked").toString())).isEqualTo(1);
		assertThat(output()).contains("sites/linked: The folder is a link");
	}

	private int check(String... arguments) {
		return CheckCommand.run(List.of(arguments), new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	private String output() {
		return this.out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
	}

	private void write(String file, String text) throws IOException {
		Path path = this.home.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> tree = Files.walk(this.home)) {
			return tree.map(Path::toString).sorted().toList();
		}
	}

}
