package org.rowhouse.site;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a site is in its life.
 */
public enum SiteState {

	/** Answers visitors. */
	ACTIVE,

	/** Closed for a while: 503 with {@code Retry-After}. */
	SUSPENDED,

	/** Closed for good, but kept: 410. */
	ARCHIVED,

	/**
	 * Declared by a folder that could not be read and never could before: 503. It becomes
	 * active by itself when the folder has been mended.
	 */
	BROKEN;

	/**
	 * Returns the word that forms, jobs and the API use.
	 * @return such as {@code suspended}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a state that somebody may give a site.
	 * @param word {@code active}, {@code suspended} or {@code archived}
	 * @return the state; nothing for any other word
	 */
	public static Optional<SiteState> ofWord(String word) {
		return Arrays.stream(values()).filter((state) -> state != BROKEN && state.word().equals(word)).findFirst();
	}

}
