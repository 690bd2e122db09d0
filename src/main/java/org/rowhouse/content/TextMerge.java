package org.rowhouse.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.rowhouse.content.TextComparison.Change;

/**
 * Puts together what two people made of one text.
 */
public final class TextMerge {

	/** Lines of both texts, without equal ones at both ends. */
	private static final int MAX_LINES = 6000;

	private TextMerge() {
	}

	/**
	 * Merges line by line.
	 * @param base what both began with
	 * @param theirs what one made of it
	 * @param mine what the other made of it
	 * @return a text with the changes of both; nothing if they touch the same or
	 * neighbouring lines in different ways, or if the texts differ too much to tell
	 */
	public static Optional<String> merge(String base, String theirs, String mine) {
		if (theirs.equals(mine) || base.equals(mine)) {
			return Optional.of(theirs);
		}
		if (base.equals(theirs)) {
			return Optional.of(mine);
		}
		List<String> lines = TextComparison.lines(base);
		List<Change> changes = new ArrayList<>(TextComparison.changes(lines, TextComparison.lines(theirs), MAX_LINES));
		for (Change change : TextComparison.changes(lines, TextComparison.lines(mine), MAX_LINES)) {
			if (changes.contains(change)) {
				continue;
			}
			if (changes.stream().anyMatch((other) -> change.start() <= other.end() && other.start() <= change.end())) {
				return Optional.empty();
			}
			changes.add(change);
		}
		changes.sort((a, b) -> Integer.compare(a.start(), b.start()));
		List<String> merged = new ArrayList<>();
		int position = 0;
		for (Change change : changes) {
			merged.addAll(lines.subList(position, change.start()));
			merged.addAll(change.lines());
			position = change.end();
		}
		merged.addAll(lines.subList(position, lines.size()));
		return Optional.of(String.join("\n", merged));
	}

}
