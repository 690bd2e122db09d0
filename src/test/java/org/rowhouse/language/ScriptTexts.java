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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts in the scripts of the admin UI: what stands in {@code t('…')}.
 */
final class ScriptTexts {

	private static final Path SCRIPTS = Path.of("src/main/resources/admin-assets");

	private static final Pattern TEXT = Pattern
		.compile("\\bt\\((?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");

	/** A literal with a small word after a word is a sentence, unless it is code. */
	private static final Pattern SENTENCE = Pattern
		.compile("(?<!\\bt\\()['\"`](\\p{Lu}[\\p{L}’]* \\p{Ll}[^'\"`]*)['\"`]");

	private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<=\\s)//[^\\n]*", Pattern.DOTALL);

	/** Of who works on the scripts. */
	private static final Set<String> INTERNAL = Set.of("No Markdown for ${node.type.name}");

	private ScriptTexts() {
	}

	static Map<String, List<String>> find() throws IOException {
		Map<String, List<String>> texts = new LinkedHashMap<>();
		for (Path file : files()) {
			Matcher text = TEXT.matcher(Files.readString(file));
			while (text.find()) {
				String found = (text.group(1) != null) ? text.group(1) : text.group(2);
				texts.computeIfAbsent(found, (key) -> new ArrayList<>()).add("script.js");
			}
		}
		return texts;
	}

	static Set<String> untranslatable() throws IOException {
		Set<String> found = new TreeSet<>();
		for (Path file : files()) {
			Matcher sentence = SENTENCE.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(""));
			while (sentence.find()) {
				if (!INTERNAL.contains(sentence.group(1))) {
					found.add(file.getFileName() + ": " + sentence.group(1));
				}
			}
		}
		return found;
	}

	private static List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(SCRIPTS)) {
			return files.filter((file) -> file.toString().endsWith(".js")).sorted().toList();
		}
	}

}
