package org.rowhouse.visitor;

import java.util.Locale;
import java.util.Optional;

/**
 * Who may read an area.
 */
public enum AreaAudience {

	/** Whoever knows its password. */
	PASSWORD,

	/** The visitors of the site, each with a name and a password. */
	VISITORS;

	/**
	 * Returns what it is called in forms and in the API.
	 * @return the word
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<AreaAudience> of(String word) {
		for (AreaAudience audience : values()) {
			if (audience.word().equals(word)) {
				return Optional.of(audience);
			}
		}
		return Optional.empty();
	}

}
