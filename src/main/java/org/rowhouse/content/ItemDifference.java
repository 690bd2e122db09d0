package org.rowhouse.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is different between two versions of an item.
 *
 * @param fields what changed beside the text, in the order of a form
 * @param text the difference of the texts; empty if there is none
 */
public record ItemDifference(List<Field> fields, List<TextComparison.Row> text) {

	/** The name of the title among the fields. */
	private static final String TITLE = "title";

	/**
	 * Compares two versions.
	 * @param before the earlier one
	 * @param after the later one
	 * @return the difference
	 */
	public static ItemDifference between(Draft before, Draft after) {
		Map<String, String> left = texts(before);
		Map<String, String> right = texts(after);
		List<Field> fields = new ArrayList<>();
		Set<String> names = new LinkedHashSet<>(left.keySet());
		names.addAll(right.keySet());
		for (String name : names) {
			String one = left.getOrDefault(name, "");
			String other = right.getOrDefault(name, "");
			if (!one.equals(other)) {
				fields.add(new Field(name, one, other, TextComparison.compare(one, other)));
			}
		}
		return new ItemDifference(fields, TextComparison.compare(before.markdown(), after.markdown()));
	}

	/**
	 * Tells whether there is a difference at all.
	 * @return whether there is none
	 */
	public boolean isEmpty() {
		return this.fields.isEmpty() && this.text.isEmpty();
	}

	private static Map<String, String> texts(Draft draft) {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put(TITLE, draft.title());
		texts.putAll(Snapshots.details(draft));
		return texts;
	}

	/**
	 * Puts together what two people made of one item.
	 * @param kind page or post
	 * @param base what both began with
	 * @param theirs what is saved
	 * @param mine what is not saved
	 * @return an item with the changes of both; nothing if both changed the same in
	 * different ways
	 */
	public static Optional<Draft> merge(ContentKind kind, Draft base, Draft theirs, Draft mine) {
		Map<String, String> was = texts(base);
		Map<String, String> saved = texts(theirs);
		Map<String, String> typed = texts(mine);
		Map<String, String> merged = new LinkedHashMap<>();
		Set<String> names = new LinkedHashSet<>(saved.keySet());
		names.addAll(typed.keySet());
		for (String name : names) {
			String before = was.getOrDefault(name, "");
			String one = saved.getOrDefault(name, "");
			String other = typed.getOrDefault(name, "");
			boolean free = one.equals(other) || before.equals(one) || before.equals(other);
			if (!free) {
				return Optional.empty();
			}
			merged.put(name, (before.equals(other)) ? one : other);
		}
		merged.values().removeIf(String::isEmpty);
		return TextMerge.merge(base.markdown(), theirs.markdown(), mine.markdown())
			.map((text) -> Snapshots.draft(kind, merged.getOrDefault(TITLE, ""), text, merged));
	}

	/**
	 * Something of an item that changed.
	 *
	 * @param name such as {@code title} or {@code fields.price}
	 * @param before what it was; empty for nothing
	 * @param after what it is; empty for nothing
	 * @param rows the same, word by word
	 */
	public record Field(String name, String before, String after, List<TextComparison.Row> rows) {

	}

}
