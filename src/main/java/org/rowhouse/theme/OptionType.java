package org.rowhouse.theme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of value an option of a theme has.
 */
public enum OptionType {

	/** One line, at most 500 characters. */
	TEXT,

	/** Several lines, at most 2000 characters. */
	LINES,

	/** A colour as {@code #rrggbb}. */
	COLOR,

	/** One of the choices that the theme names. */
	CHOICE,

	/** {@code yes} or {@code no}. */
	TOGGLE,

	/** A picture of the site or theme, as {@code /static/…}. */
	IMAGE,

	/** A path of the site, or a URL that begins with https, http, mailto or tel. */
	LINK;

	/**
	 * Returns what the type is called in {@code theme.yml}.
	 * @return a lower-case word
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<OptionType> of(String word) {
		return Arrays.stream(values()).filter((type) -> type.word().equals(word)).findFirst();
	}

	/** Whether its values can stand in a stylesheet whoever wrote them. */
	boolean hasVariable() {
		return this == COLOR || this == CHOICE || this == TOGGLE;
	}

}
