package org.rowhouse.content;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowhouse.content.TextComparison.Row;
import org.rowhouse.content.TextComparison.Span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class TextComparisonTests {

	@Test
	void wordsThatChangedAreMarkedWithinTheirLine() {
		List<Row> rows = TextComparison.compare("Open\n\nWe bake at four.\n", "Open\n\nWe bake at five, daily.\n");
		assertThat(lines(rows)).containsExactly("SAME Open", "SAME ",
				"CHANGED We bake at [four]. | We bake at [five, daily].", "SAME ");
	}

	@Test
	void linesThatCameAndWentStandAlone() {
		assertThat(lines(TextComparison.compare("a\nb\nc", "a\nc\nd"))).containsExactly("SAME a", "REMOVED [b]",
				"SAME c", "ADDED [d]");
		assertThat(lines(TextComparison.compare("", "a"))).containsExactly("ADDED [a]");
	}

	@Test
	void farFromChangesLinesAreLeftOut() {
		String before = IntStream.range(0, 100).mapToObj((i) -> "line " + i).collect(Collectors.joining("\n"));
		assertThat(lines(TextComparison.compare(before, before.replace("line 50", "row 50")))).containsExactly(
				"SKIPPED 48", "SAME line 48", "SAME line 49", "CHANGED [line] 50 | [row] 50", "SAME line 51",
				"SAME line 52", "SKIPPED 47");
	}

	@Test
	void scriptsWithoutSpacesAreComparedLetterByLetter() {
		assertThat(lines(TextComparison.compare("我们早上七点开门", "我们早上八点开门")))
			.containsExactly("CHANGED 我们早上[七]点开门 | 我们早上[八]点开门");
	}

	@Test
	void bothSidesSayWhatTheTextsSay() {
		Random random = new Random(7);
		for (int i = 0; i < 200; i++) {
			String before = text(random);
			String after = text(random);
			List<Row> rows = TextComparison.compare(before, after);
			if (rows.stream().noneMatch((row) -> row.kind() == Row.Kind.SKIPPED)) {
				assertThat(side(rows, true)).isEqualTo((before.equals(after)) ? "" : before);
				assertThat(side(rows, false)).isEqualTo((before.equals(after)) ? "" : after);
			}
		}
	}

	/** The longest texts that can be saved, in the ways that cost most. */
	@ParameterizedTest
	@MethodSource
	void theLongestTextsAreComparedInTime(String before, String after) {
		long start = System.nanoTime();
		List<Row> rows = TextComparison.compare(before, after);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
		assertThat(rows).isNotEmpty().hasSizeLessThanOrEqualTo(2000);
		assertThatNoException().isThrownBy(() -> TextMerge.merge(before, after, before + "x"));
	}

	static Stream<Arguments> theLongestTextsAreComparedInTime() {
		Random random = new Random(1);
		String empty = "\n".repeat(499_999);
		return Stream.of(Arguments.of(words(random, "\n"), words(random, "\n")),
				Arguments.of(words(random, " "), words(random, " ")), Arguments.of(empty, "a\n".repeat(250_000)),
				Arguments.of("ab\n".repeat(160_000), "ba\n".repeat(160_000)),
				Arguments.of("x".repeat(500_000), "x".repeat(499_999) + "y"),
				Arguments.of("a b\n\n".repeat(2900), "b a\n\n".repeat(2900)));
	}

	private static String words(Random random, String between) {
		StringBuilder text = new StringBuilder();
		while (text.length() < 499_000) {
			text.append(Integer.toString(random.nextInt(5000), 36)).append(between);
		}
		return text.toString();
	}

	@Test
	void changesOfBothAreMergedWhereTheyAreApart() {
		String base = "# Menu\n\nSoup\n\nBread\n\nTea";
		assertThat(TextMerge.merge(base, base.replace("Soup", "Hot soup"), base.replace("Tea", "Tea and coffee")))
			.contains("# Menu\n\nHot soup\n\nBread\n\nTea and coffee");
		assertThat(TextMerge.merge(base, base + "\n\nCake", "Hello\n\n" + base))
			.contains("Hello\n\n" + base + "\n\nCake");
		assertThat(TextMerge.merge(base, base.replace("Soup", "Stew"), base.replace("Soup", "Stew")))
			.contains(base.replace("Soup", "Stew"));
	}

	@Test
	void changesOfOnePlaceAreNotMerged() {
		String base = "# Menu\n\nSoup\n\nBread";
		assertThat(TextMerge.merge(base, base.replace("Soup", "Stew"), base.replace("Soup", "Broth"))).isEmpty();
		assertThat(TextMerge.merge(base, base.replace("Soup\n\n", ""), base.replace("Soup", "Broth"))).isEmpty();
		assertThat(TextMerge.merge(base, base + "\nTea", base + "\nCoffee")).isEmpty();
	}

	@Test
	void fieldsAreMergedOneByOne() {
		Draft base = draft("Menu", "Text", ItemDetails.NONE);
		Draft theirs = draft("Our menu", "Text", ItemDetails.NONE);
		Draft mine = draft("Menu", "Text, longer", ItemDetails.NONE.with(java.util.Map.of("price", "3")));
		assertThat(ItemDifference.merge(ContentKind.PAGE, base, theirs, mine))
			.contains(draft("Our menu", "Text, longer", mine.details()));
		assertThat(ItemDifference.merge(ContentKind.PAGE, base, theirs, draft("The menu", "Text", ItemDetails.NONE)))
			.isEmpty();
	}

	private static Draft draft(String title, String markdown, ItemDetails details) {
		return new Draft("menu", title, "", markdown, "", ContentState.DRAFT, null, List.of(), details);
	}

	private static String text(Random random) {
		return IntStream.range(0, 1 + random.nextInt(4))
			.mapToObj((i) -> "word" + random.nextInt(3) + " " + random.nextInt(3) + ((random.nextBoolean()) ? "." : ""))
			.collect(Collectors.joining("\n"));
	}

	private static String side(List<Row> rows, boolean left) {
		return rows.stream()
			.filter((row) -> row.kind() != ((left) ? Row.Kind.ADDED : Row.Kind.REMOVED))
			.map((row) -> (left || row.kind() == Row.Kind.SAME) ? row.left() : row.right())
			.map((spans) -> spans.stream().map(Span::text).collect(Collectors.joining()))
			.collect(Collectors.joining("\n"));
	}

	private static List<String> lines(List<Row> rows) {
		return rows.stream()
			.map((row) -> row.kind() + " " + spans(row.left()) + ((row.kind() == Row.Kind.CHANGED) ? " | " : "")
					+ spans(row.right()))
			.toList();
	}

	private static String spans(List<Span> spans) {
		return spans.stream()
			.map((span) -> (span.changed()) ? "[" + span.text() + "]" : span.text())
			.collect(Collectors.joining());
	}

}
