package org.rowhouse.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody typed as words. There are no operators: whatever is neither letter nor
 * digit separates words, so that no text can be a wrong query or a costly one.
 *
 * @param words at most {@value #MAX_WORDS} different words of at most
 * {@value #MAX_LENGTH} characters
 */
record QueryWords(List<String> words) {

	/** More of a text is not looked at. */
	static final int MAX_TEXT = 200;

	static final int MAX_WORDS = 10;

	static final int MAX_LENGTH = 40;

	/**
	 * Finds the words in a text.
	 * @param text what somebody typed, whatever it is
	 * @return its words in their order; none if it has none
	 */
	static QueryWords of(String text) {
		String start = text.substring(0, Math.min(text.length(), MAX_TEXT));
		Set<String> words = new LinkedHashSet<>();
		StringBuilder word = new StringBuilder();
		Normalizer.normalize(start, Normalizer.Form.NFKC).codePoints().forEach((c) -> {
			if (isPartOfWord(c) || (isApostrophe(c) && !word.isEmpty())) {
				if (word.length() < MAX_LENGTH - 1) {
					word.appendCodePoint(isApostrophe(c) ? '\'' : c);
				}
			}
			else {
				add(words, word);
			}
		});
		add(words, word);
		return new QueryWords(List.copyOf(new ArrayList<>(words).subList(0, Math.min(words.size(), MAX_WORDS))));
	}

	private static void add(Set<String> words, StringBuilder word) {
		String found = word.toString();
		word.setLength(0);
		while (found.endsWith("'")) {
			found = found.substring(0, found.length() - 1);
		}
		if (found.codePoints().anyMatch(Character::isLetterOrDigit)) {
			words.add(found);
		}
	}

	private static boolean isPartOfWord(int c) {
		int type = Character.getType(c);
		return Character.isLetterOrDigit(c) || type == Character.NON_SPACING_MARK
				|| type == Character.COMBINING_SPACING_MARK;
	}

	private static boolean isApostrophe(int c) {
		return c == '\'' || c == '\u2019';
	}

	boolean isEmpty() {
		return this.words.isEmpty();
	}

	/**
	 * Tells how many letters of a word may be wrong, left out or one too many.
	 * @param word a word
	 * @return 0 up to three letters, 1 up to seven, 2 beyond; 0 for Chinese, Japanese and
	 * Korean, of which two characters are a word
	 */
	static int typos(String word) {
		int length = word.codePointCount(0, word.length());
		if (length < 4 || word.codePoints().anyMatch(QueryWords::isEastAsian)) {
			return 0;
		}
		return (length < 8) ? 1 : 2;
	}

	private static boolean isEastAsian(int c) {
		Character.UnicodeScript script = Character.UnicodeScript.of(c);
		return script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.HIRAGANA
				|| script == Character.UnicodeScript.KATAKANA || script == Character.UnicodeScript.HANGUL;
	}

}
