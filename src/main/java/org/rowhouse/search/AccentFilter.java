package org.rowhouse.search;

import java.io.IOException;
import java.text.Normalizer;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes the accents off Latin, Greek and Cyrillic letters, and the vowel points off
 * Hebrew and Arabic ones. Signs of other scripts belong to their words and stay.
 */
final class AccentFilter extends TokenFilter {

	private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

	AccentFilter(TokenStream words) {
		super(words);
	}

	@Override
	public boolean incrementToken() throws IOException {
		if (!this.input.incrementToken()) {
			return false;
		}
		for (int i = 0; i < this.term.length(); i++) {
			if (this.term.charAt(i) > 127) {
				fold();
				break;
			}
		}
		return true;
	}

	private void fold() {
		String decomposed = Normalizer.normalize(this.term, Normalizer.Form.NFKD);
		StringBuilder folded = new StringBuilder(decomposed.length());
		decomposed.chars().filter((c) -> !isAccent(c)).forEach((c) -> folded.append((char) c));
		this.term.setEmpty().append(Normalizer.normalize(folded, Normalizer.Form.NFC));
	}

	private static boolean isAccent(int c) {
		return (c >= 0x300 && c <= 0x36f) || (c >= 0x591 && c <= 0x5c7) || (c >= 0x64b && c <= 0x65f) || c == 0x670;
	}

}
