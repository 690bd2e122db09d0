package org.rowhouse.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;

/**
 * Compares two texts: first line by line, then word by word within lines that changed.
 * What it costs is bounded whatever the texts are: where too much differs, a passage is
 * shown as replaced in one piece.
 */
public final class TextComparison {

	private static final Pattern WORD = Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{N}\\p{M}_]+|\\s+|.",
			Pattern.DOTALL);

	/** Lines of both texts that are compared, without equal ones at both ends. */
	private static final int MAX_LINES = 6000;

	/** Words of both sides of one passage. */
	private static final int MAX_WORDS = 3000;

	/** Words of all passages. */
	private static final int MAX_ALL_WORDS = 60_000;

	private static final int CONTEXT = 2;

	private static final int MAX_ROWS = 2000;

	private final List<Row> rows = new ArrayList<>();

	private int wordsLeft = MAX_ALL_WORDS;

	private TextComparison() {
	}

	/**
	 * Compares two texts.
	 * @param before the earlier one
	 * @param after the later one
	 * @return rows for a table of two columns; of lines that are equal only those beside
	 * others; at most 2000, the last of which then says that there are more; none if the
	 * texts are equal
	 */
	public static List<Row> compare(String before, String after) {
		if (before.equals(after)) {
			return List.of();
		}
		TextComparison comparison = new TextComparison();
		List<String> left = lines(before);
		List<String> right = lines(after);
		int position = 0;
		for (Change change : changes(left, right, MAX_LINES)) {
			comparison.same(left, position, change.start(), comparison.rows.isEmpty() && position == 0, false);
			comparison.changed(left.subList(change.start(), change.end()), change.lines());
			position = change.end();
			if (comparison.rows.size() >= MAX_ROWS) {
				comparison.rows.subList(MAX_ROWS - 1, comparison.rows.size()).clear();
				comparison.rows.add(Row.left(Row.Kind.CUT, List.of()));
				return comparison.rows;
			}
		}
		comparison.same(left, position, left.size(), false, true);
		return comparison.rows;
	}

	/** An empty text has no line. */
	static List<String> lines(String text) {
		return (text.isEmpty()) ? List.of() : List.of(text.split("\n", -1));
	}

	/**
	 * Finds what has to be changed to make one list of another.
	 * @param before the earlier list
	 * @param after the later list
	 * @param max how many elements of both may be compared; beyond, all that is not equal
	 * at the beginning and the end is one change
	 */
	static List<Change> changes(List<String> before, List<String> after, int max) {
		int start = 0;
		int shorter = Math.min(before.size(), after.size());
		while (start < shorter && before.get(start).equals(after.get(start))) {
			start++;
		}
		int end = 0;
		while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
			end++;
		}
		List<String> left = before.subList(start, before.size() - end);
		List<String> right = after.subList(start, after.size() - end);
		if (left.isEmpty() && right.isEmpty()) {
			return List.of();
		}
		if (left.isEmpty() || right.isEmpty() || left.size() + right.size() > max) {
			return List.of(new Change(start, start + left.size(), right));
		}
		List<Change> changes = new ArrayList<>();
		for (AbstractDelta<String> delta : DiffUtils.diff(left, right, new MyersDiffWithLinearSpace<>(String::equals))
			.getDeltas()) {
			add(changes, start + delta.getSource().getPosition(), delta.getSource().size(),
					delta.getTarget().getLines());
		}
		return changes;
	}

	/** What takes the place of something may come as two changes, one after the other. */
	private static void add(List<Change> changes, int at, int size, List<String> lines) {
		Change last = (changes.isEmpty()) ? null : changes.get(changes.size() - 1);
		if (last == null || last.end() < at) {
			changes.add(new Change(at, at + size, List.copyOf(lines)));
			return;
		}
		List<String> both = new ArrayList<>(last.lines());
		both.addAll(lines);
		changes.set(changes.size() - 1, new Change(last.start(), at + size, both));
	}

	private void same(List<String> lines, int from, int to, boolean first, boolean last) {
		int head = (first) ? 0 : CONTEXT;
		int tail = (last) ? 0 : CONTEXT;
		if (to - from <= head + tail + 1) {
			lines.subList(from, to).forEach(this::same);
			return;
		}
		lines.subList(from, from + head).forEach(this::same);
		this.rows.add(Row.left(Row.Kind.SKIPPED, List.of(new Span(false, Integer.toString(to - from - head - tail)))));
		lines.subList(to - tail, to).forEach(this::same);
	}

	private void same(String line) {
		this.rows.add(Row.left(Row.Kind.SAME, List.of(new Span(false, line))));
	}

	/** As many lines on both sides are most likely the same ones, changed. */
	private void changed(List<String> left, List<String> right) {
		if (left.size() == right.size()) {
			for (int i = 0; i < left.size(); i++) {
				this.rows.add(words(left.get(i), right.get(i)));
			}
		}
		else if (left.isEmpty()) {
			right.forEach((line) -> this.rows.add(new Row(Row.Kind.ADDED, List.of(), List.of(new Span(true, line)))));
		}
		else if (right.isEmpty()) {
			left.forEach((line) -> this.rows.add(Row.left(Row.Kind.REMOVED, List.of(new Span(true, line)))));
		}
		else {
			this.rows.add(words(String.join("\n", left), String.join("\n", right)));
		}
	}

	private Row words(String left, String right) {
		int limit = Math.min(MAX_WORDS, this.wordsLeft);
		List<String> before = tokens(left, limit);
		List<String> after = tokens(right, limit);
		int count = before.size() + after.size();
		if (before.isEmpty() || after.isEmpty() || count > limit) {
			return new Row(Row.Kind.CHANGED, spans(List.of(new Span(true, left))),
					spans(List.of(new Span(true, right))));
		}
		this.wordsLeft -= count;
		List<Span> ofLeft = new ArrayList<>();
		List<Span> ofRight = new ArrayList<>();
		int position = 0;
		for (Change change : changes(before, after, limit)) {
			String same = String.join("", before.subList(position, change.start()));
			ofLeft.add(new Span(false, same));
			ofRight.add(new Span(false, same));
			ofLeft.add(new Span(true, String.join("", before.subList(change.start(), change.end()))));
			ofRight.add(new Span(true, String.join("", change.lines())));
			position = change.end();
		}
		String rest = String.join("", before.subList(position, before.size()));
		ofLeft.add(new Span(false, rest));
		ofRight.add(new Span(false, rest));
		return new Row(Row.Kind.CHANGED, spans(ofLeft), spans(ofRight));
	}

	private static List<Span> spans(List<Span> all) {
		return all.stream().filter((span) -> !span.text().isEmpty()).toList();
	}

	/** No more than one beyond the limit; that is too many already. */
	private static List<String> tokens(String text, int limit) {
		List<String> tokens = new ArrayList<>();
		Matcher words = WORD.matcher(text);
		while (tokens.size() <= limit && words.find()) {
			tokens.add(words.group());
		}
		return tokens;
	}

	/**
	 * Elements of a list that give way to others.
	 *
	 * @param start the index of the first one
	 * @param end the index after the last one
	 * @param lines what takes their place
	 */
	record Change(int start, int end, List<String> lines) {

	}

	/**
	 * A row of two columns.
	 *
	 * @param kind what it shows
	 * @param left what was there before; of equal lines the line, of those left out their
	 * number
	 * @param right what is there now; empty unless something changed
	 */
	public record Row(Kind kind, List<Span> left, List<Span> right) {

		static Row left(Kind kind, List<Span> spans) {
			return new Row(kind, spans, List.of());
		}

		/**
		 * What a row shows.
		 */
		public enum Kind {

			/** A line that both have. */
			SAME,

			/** Lines that both have, left out. */
			SKIPPED,

			/** A passage that has become another one. */
			CHANGED,

			/** A line that was not there before. */
			ADDED,

			/** A line that is not there any more. */
			REMOVED,

			/** There is more, which is not shown. */
			CUT

		}

	}

	/**
	 * A piece of a line.
	 *
	 * @param changed whether the other side does not have it
	 * @param text the piece, not empty
	 */
	public record Span(boolean changed, String text) {

	}

}
