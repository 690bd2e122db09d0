package org.rowhouse.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery.TopTermsBoostOnlyBooleanQueryRewrite;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Words of a site that are written like those somebody typed. They are looked up once for
 * a search; a fuzzy query would look them up again for each hit that is highlighted.
 */
final class SimilarWords {

	/** Of one field, on all sites. */
	private static final int CANDIDATES = 400;

	/** Of the site, the most similar ones. */
	private static final int MAX = 24;

	private final IndexSearcher searcher;

	private final SearchLanguage language;

	private final Query ofSite;

	private SimilarWords(IndexReader reader, long siteId, SearchLanguage language) {
		this.searcher = new IndexSearcher(reader);
		this.language = language;
		this.ofSite = new IndexOrDocValuesQuery(LongPoint.newExactQuery(IndexFields.SITE, siteId),
				SortedNumericDocValuesField.newSlowExactQuery(IndexFields.SITE, siteId));
	}

	/**
	 * Finds words of a site that are written alike.
	 * @param reader the index
	 * @param siteId the number of the site; words that only others use are left out
	 * @param typed what was typed
	 * @param language the language of the site
	 * @return for each typed word at most {@value #MAX} words like it, with how similar
	 * they are, up to 1
	 * @throws IOException if the index cannot be read
	 */
	static Map<String, Map<String, Float>> of(IndexReader reader, long siteId, QueryWords typed,
			SearchLanguage language) throws IOException {
		SimilarWords words = new SimilarWords(reader, siteId, language);
		Map<String, Map<String, Float>> similar = new HashMap<>();
		for (String word : typed.words()) {
			similar.put(word, words.like(word, QueryWords.typos(word)));
		}
		return similar;
	}

	private Map<String, Float> like(String word, int typos) throws IOException {
		Map<String, Float> found = new HashMap<>();
		if (typos > 0) {
			for (String token : tokens(word)) {
				for (String field : IndexFields.ofWords(this.language)) {
					add(found, this.searcher.rewrite(new FuzzyQuery(new Term(field, token), typos, 1, CANDIDATES, true,
							new TopTermsBoostOnlyBooleanQueryRewrite(CANDIDATES))), 1);
				}
			}
		}
		Map<String, Float> best = new HashMap<>();
		for (Map.Entry<String, Float> candidate : mostSimilarFirst(found)) {
			if (best.size() < MAX && isOnSite(candidate.getKey())) {
				best.put(candidate.getKey(), candidate.getValue());
			}
		}
		return best;
	}

	private static List<Map.Entry<String, Float>> mostSimilarFirst(Map<String, Float> found) {
		return found.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Float>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.toList();
	}

	/** What a fuzzy query becomes: alternatives, each with a weight. */
	private static void add(Map<String, Float> found, Query query, float weight) {
		if (query instanceof BooleanQuery alternatives) {
			for (BooleanClause clause : alternatives) {
				add(found, clause.getQuery(), weight);
			}
		}
		else if (query instanceof BoostQuery weighed) {
			add(found, weighed.getQuery(), weight * weighed.getBoost());
		}
		else if (query instanceof ConstantScoreQuery constant) {
			add(found, constant.getQuery(), weight);
		}
		else if (query instanceof TermQuery term) {
			found.merge(term.getTerm().text(), weight, Math::max);
		}
	}

	private boolean isOnSite(String word) throws IOException {
		for (String field : IndexFields.ofWords(this.language)) {
			Query query = new BooleanQuery.Builder()
				.add(new TermQuery(new Term(field, word)), BooleanClause.Occur.FILTER)
				.add(this.ofSite, BooleanClause.Occur.FILTER)
				.build();
			if (this.searcher.search(query, 1).scoreDocs.length > 0) {
				return true;
			}
		}
		return false;
	}

	private List<String> tokens(String word) throws IOException {
		List<String> tokens = new ArrayList<>();
		try (Analyzer analyzer = new LanguageAnalyzer(this.language, LanguageAnalyzer.Kind.WORDS);
				TokenStream stream = analyzer.tokenStream("", word)) {
			CharTermAttribute token = stream.addAttribute(CharTermAttribute.class);
			stream.reset();
			while (stream.incrementToken()) {
				tokens.add(token.toString());
			}
			stream.end();
		}
		return tokens;
	}

}
