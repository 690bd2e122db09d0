package org.rowhouse.content;

import java.util.Locale;
import java.util.regex.Pattern;

import com.ibm.icu.text.Transliterator;

/**
 * Makes words fit for URLs.
 */
final class Slugs {

	private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

	private static final Pattern ENDS = Pattern.compile("^-|-$");

	private static final int MAX = 100;

	private Slugs() {
	}

	/**
	 * Makes a slug out of a text in any script.
	 * @param text such as {@code Käse & Brot}
	 * @return such as {@code kase-brot}; empty if nothing of the text can be kept
	 */
	static String of(String text) {
		String ascii = (isAscii(text)) ? text.toLowerCase(Locale.ROOT) : Ascii.TRANSLITERATOR.transliterate(text);
		String slug = OTHERS.matcher(ascii).replaceAll("-");
		slug = slug.substring(0, Math.min(MAX, slug.length()));
		return ENDS.matcher(slug).replaceAll("");
	}

	/** Most names are, and the rules for all scripts take a while. */
	private static boolean isAscii(String text) {
		return text.chars().allMatch((character) -> character < 0x80);
	}

	/** Loading the rules takes a while, so only once they are needed. */
	private static final class Ascii {

		private static final Transliterator TRANSLITERATOR = Transliterator
			.getInstance("Any-Latin; Latin-ASCII; Lower");

	}

}
