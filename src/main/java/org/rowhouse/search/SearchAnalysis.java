package org.rowhouse.search;

import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;
import org.rowhouse.search.LanguageAnalyzer.Kind;

/**
 * Names the analyzers: {@code stems-de} and so on for each language, {@code beginnings}
 * for titles in any of them, and {@code words} for what is typed to find these.
 */
final class SearchAnalysis implements LuceneAnalysisConfigurer {

	static final String BEGINNINGS = "beginnings";

	static final String PLAIN_WORDS = "words";

	static String stems(SearchLanguage language) {
		return "stems-" + language.code();
	}

	@Override
	public void configure(LuceneAnalysisConfigurationContext context) {
		for (SearchLanguage language : SearchLanguage.values()) {
			context.analyzer(stems(language)).instance(new LanguageAnalyzer(language, Kind.STEMS));
		}
		context.analyzer(PLAIN_WORDS).instance(new LanguageAnalyzer(SearchLanguage.OTHER, Kind.WORDS));
		context.analyzer(BEGINNINGS).instance(new LanguageAnalyzer(SearchLanguage.OTHER, Kind.BEGINNINGS));
	}

}
