package org.rowhouse.sitefolder;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.site.SiteProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link YamlFile}.
 */
class YamlFileTests {

	private static final Set<String> KEYS = Set.of("name", "title", "tags", "options");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					a tab                  | name: x\\n\\ttitle: y           | 2 | 1  | tab
					a tab in a mapping     | options:\\n\\ta: b              | 2 | 1  | tab
					a second colon         | title: a: b                     | 1 | 9  | colon
					no space after a colon | name: x\\ntitle:y               | 2 | 1  | behind the key
					only that              | title:y                         | 1 | 1  | After the colon comes a space
					an open double quote   | name: x\\ntitle: "y\\n           | 2 | 8  | never closed
					an open single quote   | title: 'it                      | 1 | 8  | never closed
					text after a quote     | title: "a" b                    | 1 | 12 | quotes as a whole
					a backslash            | title: "C:\\\\dir"                | 1 | 12 | single quotes
					an open list           | tags: [a, b\\nname: x            | 1 | 7  | not closed
					an open mapping        | options: { a: b                 | 1 | 10 | not closed
					wrong indentation      | name: x\\n  title: y             | 2 | 8  | indented too far
					half an indentation    | options:\\n    a: b\\n  c: d      | 3 | 3  | same number of spaces
					an at sign             | title: @home                    | 1 | 8  | quotes
					a percent sign         | title: %5                       | 1 | 8  | quotes
					a star                 | title: *bold*                   | 1 | 8  | quotes
					an exclamation mark    | title: !sale                    | 1 | 8  | quotes
					a second document      | name: x\\n---\\nname: y           | 2 | 1  | second document
					the same key twice     | name: x\\ntitle: y\\nname: z      | 3 | 1  | stands there twice; the first is in line 1
					twice inside           | options:\\n  a: b\\n  a: c        | 3 | 3  | stands there twice
					an unknown key         | name: x\\ntilte: y               | 2 | 1  | Did you mean 'title'?
					a very unknown key     | colour: y                       | 1 | 1  | The keys are name, options, tags, title.
					a list for a text      | title: [a, b]                   | 1 | 8  | not a list
					a mapping for a text   | title: {a: b}                   | 1 | 8  | not further keys
					a text for a mapping   | options: x                      | 1 | 10 | Under 'options' write lines
					a list in a list       | tags: [[a]]                     | 1 | 8  | not a list
					a list as the file     | - name: x                       | 1 | 1  | lines of the form
					a list as a key        | ? [a]\\n: b                      | 1 | 3  | A key is a word
					a control character    | name: x\\ntitle: a\\u0007b        | 2 | 9  | U+0007
					itself                 | options: &a {b: *a}             | 1 | 10 | not further keys
					""")
	void aMistakeIsToldInPlainWordsWithItsPlace(String what, String text, int line, int column, String message) {
		assertThat(problems(unescape(text))).singleElement().satisfies((problem) -> {
			assertThat(problem.line()).isEqualTo(line);
			assertThat(problem.column()).isEqualTo(column);
			assertThat(problem.message()).contains(message);
		});
	}

	@Test
	void allMistakesAreToldAtOnce() {
		assertThat(problems("nam: x\ntitel: y\ntitle: [z]\ntags: [{a: b}, c]\n")).extracting(SiteProblem::toString)
			.satisfiesExactlyInAnyOrder(
					(first) -> assertThat(first).startsWith("platform/x.yml:1:1: ").contains("'name'"),
					(second) -> assertThat(second).startsWith("platform/x.yml:2:1: ").contains("'title'"),
					(third) -> assertThat(third).startsWith("platform/x.yml:3:8: "),
					(fourth) -> assertThat(fourth).startsWith("platform/x.yml:4:8: "));
	}

	@Test
	@Timeout(10)
	void bombsStayBounded() {
		StringBuilder laughs = new StringBuilder("a0: &a0 [x, x]\n");
		for (int i = 1; i < 30; i++) {
			laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
		}
		assertThat(problems(laughs.toString())).isNotEmpty().hasSizeLessThanOrEqualTo(50);
		assertThat(problems("x: 1\n".repeat(30_000))).hasSize(50);
		assertThat(problems("name: " + "x".repeat(300_000))).extracting(SiteProblem::message)
			.singleElement()
			.asString()
			.contains("too long");
		assertThat(problems("name: " + "[".repeat(10_000))).extracting(SiteProblem::message)
			.singleElement()
			.asString()
			.contains("nested too deeply");
	}

	@Test
	void valuesAreTextsAsTheyAreWritten() throws FileProblemException {
		YamlFile yaml = YamlFile.parse("x.yml", 0, "name: no\ntitle: 08\ntags: 2026-01-01\noptions: {a: 1.50, b: }",
				KEYS);
		assertThat(yaml.text("name")).isEqualTo("no");
		assertThat(yaml.text("title")).isEqualTo("08");
		assertThat(yaml.texts("tags")).containsExactly("2026-01-01");
		assertThat(yaml.map("options")).containsEntry("a", "1.50").containsEntry("b", "");
		yaml.requireNoMistakes();
	}

	@Test
	void linesBeforeTheTextCount() {
		assertThatExceptionOfType(FileProblemException.class)
			.isThrownBy(() -> YamlFile.parse("x.md", 7, "title: \"", KEYS))
			.satisfies((ex) -> assertThat(ex.in("k")).singleElement()
				.hasToString("sites/k/x.md:8:8: This is not valid YAML. A text begins here with a quote that is never "
						+ "closed. Close it, or double a quote inside the text."));
	}

	@Test
	void placesOfPartsAreFound() throws FileProblemException {
		YamlFile yaml = YamlFile.parse("x.yml", 0, "tags:\n  - a\n  - { b: c }\noptions:\n  x.y: z\n", KEYS);
		assertThat(yaml.position("tags")).isEqualTo(new Mistake.Position(1, 1));
		assertThat(yaml.position("tags[1]")).isEqualTo(new Mistake.Position(3, 5));
		assertThat(yaml.position("tags[1].b")).isEqualTo(new Mistake.Position(3, 10));
		assertThat(yaml.position("tags[9]")).isEqualTo(new Mistake.Position(1, 1));
		assertThat(yaml.position("options.x.y")).isEqualTo(new Mistake.Position(5, 8));
		assertThat(yaml.position("name")).isEqualTo(new Mistake.Position(1, null));
	}

	private static List<SiteProblem> problems(String text) {
		try {
			YamlFile yaml = YamlFile.parse("x.yml", 0, text, KEYS);
			yaml.text("name");
			yaml.text("title");
			yaml.texts("tags");
			yaml.map("options");
			yaml.requireNoMistakes();
			return List.of();
		}
		catch (FileProblemException ex) {
			return ex.inFolder("platform");
		}
	}

	private static String unescape(String text) {
		return text.strip()
			.replace("\\u0007", "\u0007")
			.replace("\\\\", "\u0001")
			.replace("\\n", "\n")
			.replace("\\t", "\t")
			.replace('\u0001', '\\');
	}

}
