package org.rowhouse.theme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of value a field of a page or post has.
 */
public enum FieldType {

	/** One line, at most 500 characters. */
	TEXT,

	/** Several lines, at most 2000 characters. */
	LINES,

	/** A decimal number, as {@code 12.50}. */
	NUMBER,

	/** A day, as {@code 2026-11-20}. */
	DATE,

	/** One of the choices that the theme names. */
	CHOICE,

	/** {@code yes} or {@code no}. */
	TOGGLE,

	/** A picture of the site, as {@code /media/…} or {@code /static/…}. */
	IMAGE,

	/** A path of the site, or a URL that begins with https, http, mailto or tel. */
	LINK,

	/** A colour as {@code #rrggbb}. */
	COLOR;

	/**
	 * Returns what the type is called in {@code theme.yml}.
	 * @return a lower-case word
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<FieldType> of(String word) {
		return Arrays.stream(values()).filter((type) -> type.word().equals(word)).findFirst();
	}

}
