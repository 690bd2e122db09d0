package org.rowhouse.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The German catalogue as tests see it. With {@code -Dupdate.language=true} what is
 * missing is added to it, to be translated.
 */
final class Catalogue {

	private static final Path FILE = Path.of("src/main/resources/language/de.po");

	private Catalogue() {
	}

	static List<PoFile.Entry> entries() {
		return Languages.catalogue("de");
	}

	/**
	 * Returns which texts have no translation.
	 * @param texts the English texts, each with the places where it stands
	 */
	static Set<String> missing(Map<String, List<String>> texts) {
		List<PoFile.Entry> entries = entries();
		Set<String> missing = new LinkedHashSet<>();
		texts.forEach((text, places) -> {
			Set<String> contexts = entries.stream()
				.filter((entry) -> entry.id().equals(text) && !entry.text().isEmpty())
				.map(PoFile.Entry::context)
				.collect(Collectors.toSet());
			boolean script = places.get(0).equals("script.js");
			if ((script || !contexts.contains(""))
					&& !contexts.containsAll(places.stream().map(Catalogue::context).toList())) {
				missing.add(text);
			}
		});
		if (Boolean.getBoolean("update.language")) {
			add(texts, missing);
		}
		return missing;
	}

	/** The name of a file without folder and ending. */
	static String context(String place) {
		return place.replaceFirst(".*/", "").replaceFirst("\\..*", "");
	}

	private static void add(Map<String, List<String>> texts, Set<String> missing) {
		Set<String> there = entries().stream().map(PoFile.Entry::id).collect(Collectors.toSet());
		StringBuilder more = new StringBuilder();
		missing.stream()
			.filter((text) -> !there.contains(text))
			.forEach((text) -> more.append("\n#: ")
				.append(texts.get(text).get(0))
				.append("\nmsgid \"")
				.append(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t"))
				.append("\"\nmsgstr \"\"\n"));
		try {
			Files.writeString(FILE, more, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
