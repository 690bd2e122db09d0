package org.rowhouse.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Makes the words of a text into what is kept of them in the index. Words are found by
 * the rules of Unicode (UAX #29) and lose their accents last, since stems depend on them.
 */
final class LanguageAnalyzer extends Analyzer {

	/** Of a longer word its beginning can be typed, and the whole of it. */
	private static final int LONGEST_BEGINNING = 20;

	private final SearchLanguage language;

	private final Kind kind;

	LanguageAnalyzer(SearchLanguage language, Kind kind) {
		this.language = language;
		this.kind = kind;
	}

	@Override
	protected TokenStreamComponents createComponents(String fieldName) {
		Tokenizer tokenizer = new StandardTokenizer();
		TokenStream words = this.language.normalize(tokenizer);
		if (this.kind == Kind.STEMS && this.language != SearchLanguage.OTHER) {
			words = this.language.stem(new KeywordRepeatFilter(words));
		}
		words = new RemoveDuplicatesTokenFilter(new ASCIIFoldingFilter(new AccentFilter(words)));
		if (this.kind == Kind.BEGINNINGS) {
			words = new EdgeNGramTokenFilter(words, 1, LONGEST_BEGINNING, true);
		}
		return new TokenStreamComponents(tokenizer, words);
	}

	/**
	 * What is kept of a word.
	 */
	enum Kind {

		/** The word and its stem, so that the very word is found before its kin. */
		STEMS,

		/** The word alone. */
		WORDS,

		/** Its first letters, its first two, and so on, and the word. */
		BEGINNINGS

	}

}
