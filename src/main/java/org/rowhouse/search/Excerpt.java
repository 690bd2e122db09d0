package org.rowhouse.search;

import java.util.regex.Pattern;

/**
 * Cuts a part out of a text in which words are marked.
 */
final class Excerpt {

	static final String OPEN = "<mark>";

	static final String CLOSE = "</mark>";

	private static final int MAX = 300;

	private static final int BEFORE = 80;

	private static final Pattern SPACES = Pattern.compile("\\s+");

	private Excerpt() {
	}

	/**
	 * Shortens a sentence, around the first word that is marked in it.
	 * @param html escaped text with marks, in which neither marks nor entities hold
	 * spaces
	 * @return about 300 characters of it, cut between words; empty if it has none that
	 * short
	 */
	static String around(String html) {
		String text = SPACES.matcher(html).replaceAll(" ").strip();
		if (text.length() <= MAX) {
			return text;
		}
		int mark = text.indexOf(OPEN);
		int from = (mark <= BEFORE) ? 0 : text.lastIndexOf(' ', mark - BEFORE) + 1;
		if (mark - from > MAX / 2) {
			from = text.lastIndexOf(' ', mark) + 1;
		}
		int to = (from + MAX >= text.length()) ? text.length() : text.lastIndexOf(' ', from + MAX);
		if (to <= from || to < mark) {
			return "";
		}
		String part = text.substring(from, to);
		boolean open = part.lastIndexOf(OPEN) > part.lastIndexOf(CLOSE);
		return ((from > 0) ? "… " : "") + part + ((open) ? CLOSE : "") + ((to < text.length()) ? " …" : "");
	}

}
