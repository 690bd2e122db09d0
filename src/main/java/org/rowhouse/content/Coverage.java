package org.rowhouse.content;

import java.util.Locale;

/**
 * Which paths a redirect is for.
 */
public enum Coverage {

	/** One path. */
	EXACT,

	/** A path and everything below it; what follows the path is kept. */
	PREFIX;

	/**
	 * Returns the word for it in files and in the API.
	 * @return {@code exact} or {@code prefix}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
