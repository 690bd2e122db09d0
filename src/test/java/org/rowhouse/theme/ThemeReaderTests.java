package org.rowhouse.theme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ThemeReader}, {@link OptionReader}, {@link ThemeYaml} and
 * {@link SafeCss}: what a {@code theme.yml} may say, and where each mistake is told.
 */
class ThemeReaderTests {

	private final Map<String, String> texts = new LinkedHashMap<>(Map.of("plain", "title: Plain"));

	@Test
	void everyTypeOfOptionIsRead() {
		ThemeReader reader = read("a", """
				title: A theme
				description: For tests.
				options:
				  name: { type: text, label: Name, hint: Of whom, group: Header, default: Somebody }
				  hours: { type: lines }
				  accent: { type: color, default: "#ABC", variable: "--accent" }
				  font:
				    type: choice
				    variable: "--font"
				    default: slab
				    choices:
				      slab: { label: Slab, css: "Rockwell, 'Roboto Slab', serif" }
				      sans: Sans
				  dates: { type: toggle, default: true, variable: "--dates" }
				  logo: { type: image, default: /static/logo.svg }
				  more: { type: link, default: /visit }
				""");
		assertThat(reader.problems()).isEmpty();
		Theme theme = reader.themes().get("a");
		assertThat(theme.title()).isEqualTo("A theme");
		assertThat(theme.options()).extracting(ThemeOption::name, ThemeOption::value)
			.extracting(Object::toString)
			.containsExactly("(\"name\", \"Somebody\")", "(\"hours\", null)", "(\"accent\", \"#aabbcc\")",
					"(\"font\", \"slab\")", "(\"dates\", \"yes\")", "(\"logo\", \"/static/logo.svg\")",
					"(\"more\", \"/visit\")");
		assertThat(theme.options().get(3).choices()).containsExactly(
				new ThemeOption.Choice("slab", "Slab", "Rockwell, 'Roboto Slab', serif"),
				new ThemeOption.Choice("sans", "Sans", "sans"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			titel: A                                                        | 1:1  | Did you mean 'title'?
			[a, b]                                                          | 1:1  | key: value
			title: [a]                                                      | 1:8  | must be a text
			options: { 1st: { type: text } }                                | 1:12 | begins with a letter
			options: { hero-title: { type: text } }                         | 1:12 | letters and digits
			options: { a: {} }                                              | 1:12 | has no type
			options: { a: { type: textt } }                                 | 1:23 | There is no type 'textt'
			options: { a: { type: text, lable: A } }                        | 1:29 | Did you mean 'label'?
			options: { a: { type: text, choices: { b: B } } }               | 1:38 | Only an option of the type choice
			options: { a: { type: choice } }                                | 1:12 | has no choices
			options: { a: { type: choice, choices: { "b;c": B } } }         | 1:42 | letters, digits and hyphens
			options: { a: { type: choice, choices: { b: B }, default: c } } | 1:59 | 'c' is not one of the choices
			options: { a: { type: color, default: reddish } }               | 1:39 | 'reddish' is not a colour
			options: { a: { type: toggle, default: perhaps } }              | 1:40 | neither yes nor no
			options: { a: { type: image, default: ../x.svg } }              | 1:39 | not a picture
			options: { a: { type: link, default: "javascript:x" } }         | 1:38 | leads nowhere
			options: { a: { type: text, variable: "--a" } }                 | 1:39 | color, choice and toggle
			options: { a: { type: color, variable: accent } }               | 1:40 | two hyphens
			options: { a: { type: text }, a: { type: text } }               | 1:31 | stands there twice
			parent: nothing                                                 | 1:9  | There is no theme 'nothing'
			parent: a                                                       | 1:9  | go in a circle: a → a
			""")
	void aMistakeIsToldAtItsLineAndColumn(String text, String at, String message) {
		ThemeReader reader = read("a", text);
		assertThat(reader.problems().get("a")).singleElement()
			.asString()
			.startsWith("platform/themes/a/theme.yml:" + at + ": ")
			.contains(message);
		assertThat(reader.themes().get("a").chain()).containsExactly("a");
	}

	@Test
	void allMistakesAreToldAtOnceAndTheRestIsUsed() {
		ThemeReader reader = read("a", """
				title: A
				colour: red
				options:
				  good: { type: text }
				  bad: { type: nothing }
				  half: { type: color, default: nothing, label: Half }
				""");
		assertThat(reader.problems().get("a")).extracting(Object::toString)
			.extracting((text) -> text.substring(0, text.indexOf(": ")))
			.containsExactly("platform/themes/a/theme.yml:2:1", "platform/themes/a/theme.yml:5:16",
					"platform/themes/a/theme.yml:6:33");
		assertThat(reader.themes().get("a").options()).extracting(ThemeOption::name).containsExactly("good", "half");
	}

	@Test
	void textThatIsNotYamlIsToldWhereItStops() {
		assertThat(read("a", "title: A\noptions: {\n").problems().get("a")).singleElement()
			.asString()
			.contains("theme.yml:3:1: This is not valid YAML");
	}

	@Test
	void aChildHasTheOptionsOfItsParentsAndChangesWhatItSays() {
		this.texts.put("base", """
				options:
				  accent: { type: color, label: Accent, default: "#111111", variable: "--accent" }
				  font: { type: choice, choices: { slab: Slab, sans: Sans }, default: slab }
				  note: { type: text, default: Hello }
				""");
		this.texts.put("middle", "parent: base\noptions: { extra: { type: toggle } }");
		ThemeReader reader = read("child", """
				parent: middle
				options:
				  accent: { default: "#222222" }
				  font: { type: text }
				  note: { default: "" }
				""");
		assertThat(reader.problems()).isEmpty();
		Theme child = reader.themes().get("child");
		assertThat(child.chain()).containsExactly("child", "middle", "base");
		assertThat(child.options()).extracting(ThemeOption::name).containsExactly("accent", "font", "note", "extra");
		assertThat(child.options().get(0))
			.isEqualTo(new ThemeOption("accent", OptionType.COLOR, "Accent", "", "", "#222222", "--accent", List.of()));
		assertThat(child.options().get(1).type()).isEqualTo(OptionType.TEXT);
		assertThat(child.options().get(1).value()).isNull();
		assertThat(child.options().get(2).value()).isNull();
		assertThat(reader.themes().get("base").options().get(0).value()).isEqualTo("#111111");
	}

	@Test
	void optionsOfTheBuiltInThemeAreInheritedWhereItIsNamedAsParent() {
		this.texts.put("plain", "options: { scheme: { type: toggle } }");
		this.texts.put("without", "title: Without");
		ThemeReader reader = read("with", "parent: plain");
		assertThat(reader.problems()).isEmpty();
		assertThat(reader.themes().get("with").chain()).containsExactly("with");
		assertThat(reader.themes().get("with").options()).extracting(ThemeOption::name).containsExactly("scheme");
		assertThat(reader.themes().get("without").options()).isEmpty();
	}

	@Test
	void parentsInACircleAreToldAtEachOfThem() {
		this.texts.put("b", "title: B\nparent: c");
		this.texts.put("c", "parent: a");
		ThemeReader reader = read("a", "parent: b");
		assertThat(reader.problems()).containsOnlyKeys("a", "b", "c");
		assertThat(reader.problems().get("b")).singleElement()
			.asString()
			.isEqualTo("platform/themes/b/theme.yml:2:9: The parents go in a circle: b → c → a → b.");
		assertThat(reader.themes().get("a").chain()).containsExactly("a");
	}

	@Test
	void fiveParentsAreEnough() {
		for (int i = 0; i < 6; i++) {
			this.texts.put("t" + i, (i == 0) ? "title: T" : "parent: t" + (i - 1));
		}
		ThemeReader reader = read("a", "parent: t5");
		assertThat(reader.themes().get("t5").chain()).hasSize(6);
		assertThat(reader.problems()).containsOnlyKeys("a");
		assertThat(reader.problems().get("a").get(0).message()).contains("at most 5 parents");
	}

	@ParameterizedTest
	@ValueSource(strings = { "red;} body{display:none", "url(https://x.test/a.png)", "red}", "expression(1", "'open",
			"a\\3b b", "/* x", "</style>", "@import 'x'", "image-set('a' 1x)", "1px!important", "a)b(" })
	void whatCouldLeaveItsDeclarationOrLoadSomethingIsNoValueForCss(String css) {
		ThemeReader reader = read("a", "options:\n  x:\n    type: choice\n    choices: { ok: { css: \"%s\" } }\n"
			.formatted(css.replace("\\", "\\\\")));
		assertThat(reader.problems().get("a")).singleElement().asString().contains("cannot be the value of a variable");
		assertThat(reader.themes().get("a").options().get(0).choices().get(0).css()).isEqualTo("ok");
	}

	@ParameterizedTest
	@ValueSource(strings = { "17.5rem", "Rockwell, 'Roboto Slab', \\\"Ünï\\\", serif", "rgb(0 0 0 / 50%)",
			"calc(1px + 2 * 3em)", "color-mix(in srgb, #fff 20%, var(--a))", "-1px" })
	void whatThemesNeedIsAValueForCss(String css) {
		assertThat(read("a", "options: { x: { type: choice, choices: { ok: { css: \"" + css + "\" } } } }").problems())
			.isEmpty();
	}

	@Test
	void fieldsOfThemesComeAfterThoseOfTheirParents() {
		read("base", "fields: { page: { price: { type: number, label: Price } }, post: { until: { type: date } } }\n"
				+ "templates: { landing: Landing page }");
		Theme theme = read("a", "parent: base\nfields: { page: { mood: { type: choice, choices: { calm: Calm } } } }")
			.themes()
			.get("a");
		assertThat(theme.fields().get("page")).extracting(ThemeField::name).containsExactly("price", "mood");
		assertThat(theme.fields().get("post")).extracting(ThemeField::type).containsExactly(FieldType.DATE);
		assertThat(theme.templates()).containsEntry("landing", "Landing page");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{ page: { Price: { type: text } } }                  | begins with a small letter
			{ page: { price: { label: Price } } }                | has no type
			{ page: { price: { type: money } } }                 | There is no type 'money'
			{ page: { mood: { type: choice } } }                 | has no choices
			{ page: { price: { type: text, choices: { a: A } } } } | Only a field of the type choice
			{ Page: { price: { type: text } } }                  | Fields belong to page
			""")
	void mistakesInFieldsAreToldAndTheRestIsRead(String fields, String message) {
		ThemeReader reader = read("a", "fields: " + fields);
		assertThat(reader.problems().get("a")).singleElement().asString().contains(message);
		assertThat(reader.themes()).containsKey("a");
	}

	@ParameterizedTest
	@CsvSource({ "NUMBER, '12,50', 12.50", "NUMBER, -3, -3", "DATE, 2026-11-20, 2026-11-20", "TOGGLE, true, yes",
			"IMAGE, /media/a.jpg, /media/a.jpg", "COLOR, #ABC, #aabbcc", "LINK, /visit, /visit" })
	void valuesOfFieldsAreReadInOneForm(FieldType type, String typed, String read) {
		assertThat(new ThemeField("x", type, "X", "", List.of()).read(typed)).isEqualTo(read);
	}

	@ParameterizedTest
	@CsvSource({ "NUMBER, 1e9", "NUMBER, twelve", "DATE, 2026-02-30", "DATE, 0001-01-01", "DATE, 99999-01-01",
			"IMAGE, https://x.test/a.png", "IMAGE, /media/../a", "TOGGLE, maybe", "COLOR, red", "LINK, javascript:1" })
	void aValueThatDoesNotFitIsRefusedAtItsField(FieldType type, String typed) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> new ThemeField("price", type, "X", "", List.of()).read(typed))
			.satisfies((ex) -> assertThat(ex.errors()).containsOnlyKeys("fields.price"));
	}

	private ThemeReader read(String name, String text) {
		this.texts.put(name, text);
		return new ThemeReader(this.texts);
	}

}
