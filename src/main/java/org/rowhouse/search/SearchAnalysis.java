package org.rowhouse.search;

import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;
import org.rowhouse.search.LanguageAnalyzer.Kind;

/**
 * Names the analyzers: {@code stems-de}, {@code words-de} and so on for each language,
 * and {@code beginnings} for titles in any of them.
 */
final class SearchAnalysis implements LuceneAnalysisConfigurer {

	static final String BEGINNINGS = "beginnings";

	static final String PLAIN_WORDS = words(SearchLanguage.OTHER);

	static String stems(SearchLanguage language) {
		return "stems-" + language.code();
	}

	static String words(SearchLanguage language) {
		return "words-" + language.code();
	}

	@Override
	public void configure(LuceneAnalysisConfigurationContext context) {
		for (SearchLanguage language : SearchLanguage.values()) {
			context.analyzer(stems(language)).instance(new LanguageAnalyzer(language, Kind.STEMS));
			context.analyzer(words(language)).instance(new LanguageAnalyzer(language, Kind.WORDS));
		}
		context.analyzer(BEGINNINGS).instance(new LanguageAnalyzer(SearchLanguage.OTHER, Kind.BEGINNINGS));
	}

}
