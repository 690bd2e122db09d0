package org.rowhouse.search;

import java.util.Locale;

/**
 * What the index notes of a whole site.
 *
 * @param version the version up to which the site is there
 * @param language a number that stands for the language in which it is there
 */
record SiteNote(long version, long language) {

	/**
	 * Makes the note of a site.
	 * @param version its version
	 * @param locale its language
	 * @return the note
	 */
	static SiteNote of(long version, Locale locale) {
		return new SiteNote(version, language(locale));
	}

	/** In another language words have other forms, so that all has to be indexed anew. */
	boolean isIn(Locale locale) {
		return this.language == language(locale);
	}

	private static long language(Locale locale) {
		return SearchLanguage.of(locale).code().hashCode();
	}

}
