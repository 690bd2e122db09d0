package org.rowhouse.theme;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/themes.md} names every field of every record that templates get, and
 * nothing that is not there; and every type of option.
 */
class ThemeContractTests {

	private static final Pattern RECORD = Pattern.compile("^### (\\w+Model)$(.*?)(?=^##)",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern FIRST_CELL = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

	@Test
	void everyFieldOfEveryRecordIsDocumentedAndTheReverse() throws IOException {
		Map<String, Set<String>> records = new TreeMap<>();
		for (Class<?> model : TemplateModel.class.getDeclaredClasses()) {
			records.put(model.getSimpleName(),
					Arrays.stream(model.getRecordComponents())
						.map(RecordComponent::getName)
						.collect(Collectors.toCollection(TreeSet::new)));
		}
		Map<String, Set<String>> documented = new TreeMap<>();
		Matcher sections = RECORD.matcher(document());
		while (sections.find()) {
			documented.put(sections.group(1), firstCells(sections.group(2)));
		}
		assertThat(records).hasSizeGreaterThan(9);
		assertThat(documented).isEqualTo(records);
	}

	@Test
	void everyTypeOfOptionIsDocumentedAndTheReverse() throws IOException {
		String document = document();
		int begin = document.indexOf("| type | its values |");
		String table = document.substring(begin, document.indexOf("\n\n", begin));
		assertThat(firstCells(table))
			.isEqualTo(Arrays.stream(OptionType.values()).map(OptionType::word).collect(Collectors.toSet()));
	}

	private static Set<String> firstCells(String text) {
		Set<String> cells = new TreeSet<>();
		Matcher cell = FIRST_CELL.matcher(text);
		while (cell.find()) {
			cells.add(cell.group(1));
		}
		return cells;
	}

	private static String document() throws IOException {
		return Files.readString(Path.of("docs/themes.md"));
	}

}
