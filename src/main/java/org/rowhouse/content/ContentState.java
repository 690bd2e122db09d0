package org.rowhouse.content;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a content item is on its way to visitors. They see what is published, and nothing
 * else.
 */
public enum ContentState {

	/** Somebody is writing it. */
	DRAFT,

	/** It waits for somebody to look at it before it is published. */
	REVIEW,

	/** It becomes published at its time. */
	SCHEDULED,

	/** Visitors see it. */
	PUBLISHED,

	/** Visitors saw it, and no longer do. */
	ARCHIVED;

	/**
	 * Returns the word for this state in files and in the API.
	 * @return such as {@code draft}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds the state that a word stands for.
	 * @param word such as {@code draft}
	 * @return the state, if there is one
	 */
	public static Optional<ContentState> of(String word) {
		return Arrays.stream(values()).filter((state) -> state.word().equals(word)).findFirst();
	}

	/**
	 * Returns the words for all states.
	 * @return words, in the order of an item's life
	 */
	public static List<String> words() {
		return Arrays.stream(values()).map(ContentState::word).toList();
	}

}
