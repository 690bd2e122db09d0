package org.rowhouse.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the files of the shipped themes promise, without a browser.
 */
class ThemeFilesTests {

	private static final int MAX_STYLESHEET = 24_000;

	private static final int MAX_PREVIEW = 40_000;

	private static final Path BUILT_IN = Path.of("src/main/resources/rowhouse/theme");

	private static final Set<String> TYPES = Set.of("text", "lines", "color", "choice", "toggle", "image", "link");

	/** What the search and the page for signing in have, whatever the theme is. */
	private static final Set<Path> OF_ALL = Set.of(BUILT_IN.resolve("static/search.css"),
			BUILT_IN.resolve("static/search.js"), BUILT_IN.resolve("static/sign-in.css"));

	/** Data, which browsers do not run, and the script of the search. */
	private static final Pattern ALLOWED_SCRIPT = Pattern.compile("<script type=\"application/ld\\+json\" th:[^>]*>"
			+ "|<script defer th:attr=\"src=@\\{/static/search\\.js}\">");

	private static final Pattern OPTION = Pattern.compile("o\\['([A-Za-z0-9]+)'(?: \\+ n \\+ '([A-Za-z]+)')?\\]");

	static Stream<Path> themes() throws IOException {
		try (Stream<Path> folders = Files.list(Path.of("platform/themes"))) {
			return Stream.concat(folders.toList().stream(), Stream.of(BUILT_IN));
		}
	}

	@ParameterizedTest
	@MethodSource("themes")
	void aThemeHasOneSmallStylesheetAndNothingFromElsewhere(Path theme) throws IOException {
		List<Path> files = files(theme);
		files.removeAll(OF_ALL);
		assertThat(files).noneMatch((file) -> file.toString().matches(".*\\.(js|mjs|woff2?|ttf|otf)"));
		assertThat(files.stream().filter((file) -> file.toString().endsWith(".css"))).singleElement()
			.satisfies((css) -> assertThat(Files.size(css)).isLessThan(MAX_STYLESHEET));
		for (Path file : files) {
			if (file.toString().matches(".*\\.(html|css)")) {
				assertThat(ALLOWED_SCRIPT.matcher(Files.readString(file)).replaceAll("")).as(file.toString())
					.doesNotContainIgnoringCase("<script", "<style", " style=", "@import", "@font-face", "//fonts.",
							"javascript:")
					.doesNotContainPattern("(src|href|url\\()[=\"'(]*https?://");
			}
		}
	}

	@Test
	void whatEveryThemeHasIsSmallAndHasNothingFromElsewhere() throws IOException {
		for (Path file : OF_ALL) {
			assertThat(Files.size(file)).as(file.toString()).isLessThan(8_000);
			assertThat(Files.readString(file)).as(file.toString())
				.doesNotContain("://", "@import", "@font-face", "eval(", "innerHTML");
		}
	}

	@ParameterizedTest
	@MethodSource("themes")
	void everyOptionIsDeclaredInWordsForItsOwnerAndWithADefaultThatExists(Path theme) throws IOException {
		options(theme).forEach((name, option) -> {
			String type = String.valueOf(option.get("type"));
			assertThat(TYPES).as(name).contains(type);
			assertThat(option).as(name).containsKeys("label", "group");
			assertThat(Set.of("type", "label", "hint", "group", "default", "variable", "choices")).as(name)
				.containsAll(option.keySet());
			if (type.equals("choice")) {
				Map<?, ?> choices = (Map<?, ?>) option.get("choices");
				assertThat(choices.containsKey(option.get("default"))).as("the default of " + name).isTrue();
				assertThat(choices.values()).as(name)
					.allMatch((choice) -> (option.get("variable") != null) == (choice instanceof Map<?, ?> map
							&& map.containsKey("css") && map.containsKey("label")));
			}
			if (type.equals("toggle")) {
				assertThat(option.get("default")).as("the default of " + name).isIn("yes", "no");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("themes")
	void everyOptionThatIsUsedIsDeclaredAndTheOtherWayRound(Path theme) throws IOException {
		Map<String, Map<String, Object>> declared = options(theme);
		Set<String> used = new TreeSet<>();
		for (String template : templates(theme).values()) {
			Matcher name = OPTION.matcher(template);
			while (name.find()) {
				if (name.group(2) != null) {
					for (int n = 1; n <= 3; n++) {
						used.add(name.group(1) + n + name.group(2));
					}
				}
				else {
					used.add(name.group(1));
				}
			}
		}
		String css = Files.readString(theme.resolve("static/site.css"));
		declared.forEach((name, option) -> {
			if (option.get("variable") != null && css.contains("var(" + option.get("variable") + ",")) {
				used.add(name);
			}
		});
		assertThat(used).isNotEmpty().containsExactlyInAnyOrderElementsOf(declared.keySet());
	}

	@ParameterizedTest
	@MethodSource("themes")
	void everyChoiceOfALookHasItsClassInTheStylesheet(Path theme) throws IOException {
		String css = Files.readString(theme.resolve("static/site.css"));
		assertThat(css).contains(".scheme-light", ".scheme-dark", "prefers-reduced-motion", "@media print",
				":focus-visible");
		Map<?, ?> palettes = (Map<?, ?>) options(theme).getOrDefault("palette", Map.of()).get("choices");
		if (palettes != null) {
			assertThat(palettes.keySet().stream().skip(1)).allMatch((palette) -> css.contains("-" + palette + " {"));
		}
	}

	@ParameterizedTest
	@MethodSource("themes")
	void aThemeOfThePlatformShowsItselfInASmallPicture(Path theme) throws IOException {
		if (!theme.equals(BUILT_IN)) {
			assertThat(theme.resolve("preview.webp")).isRegularFile();
			assertThat(Files.size(theme.resolve("preview.webp"))).isBetween(1000L, (long) MAX_PREVIEW);
			assertThat(theme.resolve("README.md")).isRegularFile();
		}
	}

	@Test
	void everyLanguageHasEveryWordThatAThemeUses() throws IOException {
		String words = Files.readString(BUILT_IN.resolve("templates/fragments/words.html"));
		Map<String, Set<String>> languages = new LinkedHashMap<>();
		Matcher language = Pattern
			.compile("(?:lang == '([a-z]{2})' \\? |    : )\\{(skip: (?:'[^']*'|\\{(?:'[^']*'|[^'{}]+)*+}|[^'{}]+)*+)}")
			.matcher(words);
		while (language.find()) {
			languages.put((language.group(1) != null) ? language.group(1) : "en", find("\\b([a-zA-Z]+): (?:'[^']|\\{)",
					language.group(2).replaceAll("\\{one: '[^']+', other: '[^']+'}", "{}")));
		}
		assertThat(languages.keySet()).containsExactlyInAnyOrder("de", "fr", "es", "it", "nl", "en");
		Set<String> english = languages.get("en");
		assertThat(languages.values()).allSatisfy((known) -> assertThat(known).isEqualTo(english));
		Set<String> used = new TreeSet<>();
		for (Path theme : themes().toList()) {
			templates(theme).values().forEach((template) -> used.addAll(find("\\b[wt]\\.([a-zA-Z]+)", template)));
		}
		assertThat(used).isEqualTo(english);
	}

	private static Set<String> find(String pattern, String text) {
		Set<String> found = new TreeSet<>();
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		while (matcher.find()) {
			found.add(matcher.group(1));
		}
		return found;
	}

	/** The theme's own, and those of the built-in one that it does not have itself. */
	private static Map<String, String> templates(Path theme) throws IOException {
		Map<String, String> templates = new TreeMap<>();
		for (Path root : List.of(BUILT_IN, theme)) {
			for (Path file : files(root.resolve("templates"))) {
				templates.put(root.resolve("templates").relativize(file).toString(), Files.readString(file));
			}
		}
		return templates;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> options(Path theme) throws IOException {
		Map<String, Object> declared = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(theme.resolve("theme.yml")));
		assertThat(declared).containsKeys("title", "description", "options");
		return (Map<String, Map<String, Object>>) declared.get("options");
	}

	private static List<Path> files(Path folder) {
		try (Stream<Path> tree = Files.walk(folder)) {
			return new ArrayList<>(tree.filter(Files::isRegularFile).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
