package org.rowhouse.overview;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a site is doing.
 */
public enum SiteHealth {

	/** Nothing is known to be wrong. */
	GOOD,

	/** Something should be looked at, and most visitors see none of it. */
	ATTENTION,

	/** Visitors are not served: its folder cannot be read, or many requests fail. */
	FAILING;

	/**
	 * Returns the name in URLs and JSON.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds one.
	 * @param word what somebody asks for
	 * @return the one of that name
	 */
	public static Optional<SiteHealth> of(String word) {
		return Arrays.stream(values()).filter((health) -> health.word().equals(word)).findFirst();
	}

}
