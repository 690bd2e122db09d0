package org.rowhouse.content;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What lists search and sort by, kept beside each item.
 */
final class ListedText {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final int MAX_TITLE = 300;

	private ListedText() {
	}

	/**
	 * Returns the text of an item.
	 * @param title its title
	 * @param path its path or slug
	 * @return both, folded; at most 501 characters
	 */
	static String of(String title, String path) {
		String folded = fold(title);
		return folded.substring(0, Math.min(MAX_TITLE, folded.length())) + " " + path;
	}

	/**
	 * Folds a text as titles are, so that {@code kase} finds {@code Käse}.
	 * @param text any text
	 * @return small letters without accents
	 */
	static String fold(String text) {
		String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
		return MARKS.matcher(decomposed).replaceAll("");
	}

	/**
	 * Returns the path right above a page's path, whether or not there is a page.
	 * @param path the path of a page
	 * @return such as {@code about} for {@code about/team}; empty at the top level
	 */
	static String above(String path) {
		return path.substring(0, Math.max(0, path.lastIndexOf('/')));
	}

}
