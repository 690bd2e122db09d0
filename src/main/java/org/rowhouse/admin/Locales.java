package org.rowhouse.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The languages and countries that are offered for a site. Others can be typed.
 */
final class Locales {

	static final List<Choice> ALL = Stream.of(Locale.getAvailableLocales())
		.filter((locale) -> !locale.getLanguage().isEmpty() && locale.getVariant().isEmpty()
				&& locale.getScript().isEmpty() && locale.getUnicodeLocaleKeys().isEmpty())
		.map((locale) -> new Choice(locale.toLanguageTag(), locale.getDisplayName(Locale.ENGLISH)))
		.distinct()
		.sorted(Comparator.comparing(Choice::label))
		.toList();

	private Locales() {
	}

	/** A language tag and its name in English. */
	record Choice(String tag, String label) {

	}

}
