package org.rowhouse.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether everything that people read has an entry in the catalogue, and each entry fits.
 */
class CatalogueTests {

	private static final Path TEMPLATES = Path.of("src/main/resources/templates");

	private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::words)?}");

	private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'");

	private static final Pattern EVALUATED = Pattern.compile("\\$\\{[^}]*}");

	private static final Pattern NAME = Pattern.compile("[#a-zA-Z][\\w.]*");

	/** What translations may say in expressions though the English text does not. */
	private static final Set<String> ALWAYS = Set.of("one", "many", "null", "and", "or", "not", "#words.of", "action");

	@Test
	void everyTextOfATemplateHasAnEntry() throws IOException {
		assertThat(Catalogue.missing(texts())).as("run this test with -Dupdate.language=true, then translate")
			.isEmpty();
	}

	@Test
	void everyTextOfTheSourcesHasAnEntry() throws IOException {
		assertThat(Catalogue.missing(JavaTexts.find())).as("run this test with -Dupdate.language=true, then translate")
			.isEmpty();
	}

	@Test
	void everyTextOfAScriptHasAnEntry() throws IOException {
		assertThat(Catalogue.missing(ScriptTexts.find()))
			.as("run this test with -Dupdate.language=true, then translate")
			.isEmpty();
	}

	@Test
	void noScriptHasAnEnglishSentenceThatIsNotTranslated() throws IOException {
		assertThat(ScriptTexts.untranslatable()).isEmpty();
	}

	@Test
	void everyEntryWithAPlaceIsStillUsed() throws IOException {
		Set<String> used = new TreeSet<>(texts().keySet());
		used.addAll(JavaTexts.find().keySet());
		assertThat(used).containsAll(Catalogue.entries()
			.stream()
			.filter((entry) -> !entry.place().isEmpty())
			.map(PoFile.Entry::id)
			.toList());
	}

	@Test
	void everyEntryForScriptsIsUsed() throws IOException {
		assertThat(ScriptTexts.find().keySet()).containsAll(Catalogue.entries()
			.stream()
			.filter((entry) -> entry.context().equals("script"))
			.map(PoFile.Entry::id)
			.toList());
	}

	@Test
	void noTextIsThereTwice() {
		List<String> keys = Catalogue.entries().stream().map((entry) -> entry.context() + "|" + entry.id()).toList();
		assertThat(keys).doesNotHaveDuplicates();
	}

	@Test
	void everyTranslationHasTheSamePlacesAndNames() {
		for (PoFile.Entry entry : Catalogue.entries()) {
			assertThat(places(entry.text())).as("line %d", entry.line()).isEqualTo(places(entry.id()));
			if (!entry.id().contains("<")) {
				assertThat(entry.text()).as("line %d", entry.line()).doesNotContain("<", "\"");
			}
			if (isExpression(entry.id())) {
				Set<String> names = names(entry.text());
				names.removeAll(names(entry.id()));
				names.removeAll(ALWAYS);
				assertThat(names).as("line %d", entry.line()).isEmpty();
			}
		}
	}

	@Test
	void everyTranslationBeginsAndEndsAsItsTextDoes() {
		for (PoFile.Entry entry : Catalogue.entries()) {
			if (isExpression(entry.id())) {
				assertThat(entry.text().charAt(0)).as("line %d", entry.line()).isEqualTo(entry.id().charAt(0));
			}
			else {
				assertThat(entry.text()).as("line %d", entry.line()).isEqualTo(entry.text().strip());
			}
		}
	}

	private static boolean isExpression(String id) {
		return id.startsWith("${") || id.startsWith("|");
	}

	private static Set<String> places(String text) {
		return PLACE.matcher(text)
			.results()
			.map((place) -> place.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The names in an expression outside its literals. */
	private static Set<String> names(String expression) {
		String code = Pattern.compile("\\|([^|]*)\\|")
			.matcher(LITERAL.matcher(expression).replaceAll("''"))
			.replaceAll((text) -> Matcher.quoteReplacement(EVALUATED.matcher(text.group(1))
				.results()
				.map(MatchResult::group)
				.collect(Collectors.joining(" "))));
		return NAME.matcher(code).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, List<String>> texts() throws IOException {
		Map<String, List<String>> texts = new LinkedHashMap<>();
		for (Path file : templates()) {
			String place = TEMPLATES.relativize(file).toString();
			TemplateTexts.replace(Files.readString(file), "en", (text) -> {
				texts.computeIfAbsent(text, (key) -> new ArrayList<>()).add(place);
				return text;
			});
		}
		return texts;
	}

	private static List<Path> templates() throws IOException {
		try (Stream<Path> files = Files.walk(TEMPLATES)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

}
