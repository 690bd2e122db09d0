package org.rowhouse.visitor;

import java.util.Locale;
import java.util.Optional;

/**
 * How visitors show that they may read an area.
 */
public enum AreaWay {

	/** A page in the look of the site asks, and a cookie remembers it. */
	FORM,

	/** The browser or program asks and sends it each time (RFC 7617). */
	BASIC;

	/**
	 * Returns what it is called in forms and in the API.
	 * @return the word
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<AreaWay> of(String word) {
		for (AreaWay way : values()) {
			if (way.word().equals(word)) {
				return Optional.of(way);
			}
		}
		return Optional.empty();
	}

}
