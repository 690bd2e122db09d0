package org.rowhouse.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.hibernate.search.engine.search.highlighter.dsl.HighlighterEncoder;
import org.hibernate.search.engine.search.highlighter.dsl.HighlighterUnifiedOptionsStep;
import org.hibernate.search.engine.search.highlighter.dsl.SearchHighlighterFactory;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.PredicateFinalStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.hibernate.search.engine.search.query.SearchResult;
import org.hibernate.search.mapper.pojo.standalone.session.SearchSession;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;
import org.springframework.web.util.HtmlUtils;

/**
 * Searches what is published on the bound site. Asks no database, never fails, and costs
 * little whatever is typed.
 */
@Service
public class SiteSearch {

	/** How many hits a page has. */
	public static final int PAGE = 10;

	/** How many pages there are at most. */
	public static final int MAX_PAGES = 50;

	/** How many suggestions there are at most. */
	public static final int SUGGESTIONS = 8;

	private static final Logger logger = LoggerFactory.getLogger(SiteSearch.class);

	/** With fewer hits than this, words like those that were typed are searched, too. */
	private static final int FEW = 3;

	/** Hits are not counted beyond. */
	private static final int COUNTED = 1_000;

	private static final long MAX_MILLIS = 500;

	private static final float TITLE = 24;

	/** Of tags and summary. */
	private static final float ABOUT = 8;

	/** What was typed counts more than what is like it, wherever both are. */
	private static final float VERY_WORD = 50;

	private final SearchIndex index;

	private final SearchUpkeep upkeep;

	private final CurrentSite currentSite;

	SiteSearch(SearchIndex index, SearchUpkeep upkeep, CurrentSite currentSite) {
		this.index = index;
		this.upkeep = upkeep;
		this.currentSite = currentSite;
	}

	/**
	 * Searches pages and posts.
	 * @param text what somebody typed
	 * @param page which page of the hits, from 0 to {@link #MAX_PAGES} - 1
	 * @return the hits; none beyond the last page
	 */
	public SearchResults search(String text, int page) {
		Site site = this.currentSite.get();
		QueryWords words = QueryWords.of(text);
		boolean complete = this.upkeep.isComplete(site);
		if (words.isEmpty() || page < 0 || page >= MAX_PAGES) {
			return SearchResults.none(complete);
		}
		return orNone(() -> search(words, SearchLanguage.of(site.locale()), page, complete), SearchResults.none(false));
	}

	private SearchResults search(QueryWords words, SearchLanguage language, int page, boolean complete) {
		try (SearchSession session = this.index.session()) {
			WordPredicates predicates = new WordPredicates(words, language, Map.of());
			SearchResult<SearchHit> found = fetch(session, language, predicates::all, page);
			boolean similar = false;
			WordPredicates alikes = predicates;
			if (found.total().hitCountLowerBound() < FEW) {
				alikes = new WordPredicates(words, language, this.index.similar(words, language));
				SearchResult<SearchHit> alike = fetch(session, language, alikes::allAlike, page);
				similar = found.total().hitCountLowerBound() == 0;
				found = alike;
			}
			if (found.total().hitCountLowerBound() == 0 && words.words().size() > 1) {
				found = fetch(session, language, alikes::anyAlike, page);
			}
			return new SearchResults(found.hits(), found.total().hitCountLowerBound(), !found.total().isHitCountExact(),
					similar && !found.hits().isEmpty(), complete);
		}
	}

	private static SearchResult<SearchHit> fetch(SearchSession session, SearchLanguage language,
			Function<SearchPredicateFactory, PredicateFinalStep> predicate, int page) {
		return session.search(IndexedItem.class)
			.select((f) -> f.composite()
				.from(f.field(IndexFields.URL, String.class), f.field(IndexFields.KIND, String.class),
						f.field(IndexFields.PUBLISHED, Instant.class), f.field(IndexFields.SUMMARY, String.class),
						f.field(IndexFields.title(language), String.class),
						f.highlight(IndexFields.title(language)).highlighter("title"),
						f.highlight(IndexFields.text(language)).highlighter("text"))
				.asList(SiteSearch::toHit))
			.where(predicate)
			.highlighter("title", (f) -> marks(f, 1))
			.highlighter("text", (f) -> marks(f, 2))
			.totalHitCountThreshold(COUNTED)
			.truncateAfter(MAX_MILLIS, TimeUnit.MILLISECONDS)
			.fetch(page * PAGE, PAGE);
	}

	private static HighlighterUnifiedOptionsStep marks(SearchHighlighterFactory highlighters, int count) {
		return highlighters.unified()
			.tag(Excerpt.OPEN, Excerpt.CLOSE)
			.encoder(HighlighterEncoder.HTML)
			.numberOfFragments(count);
	}

	private static SearchHit toHit(List<?> fields) {
		String title = text(fields.get(4));
		String titleHtml = joined(fields.get(5));
		String excerptHtml = joined(fields.get(6));
		return new SearchHit(text(fields.get(0)), text(fields.get(1)), title,
				(titleHtml.isEmpty()) ? HtmlUtils.htmlEscape(title) : titleHtml,
				(excerptHtml.isEmpty()) ? HtmlUtils.htmlEscape(text(fields.get(3))) : excerptHtml,
				(Instant) fields.get(2));
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

	private static String joined(@Nullable Object fragments) {
		return (fragments instanceof List<?> list) ? String.join(" ",
				list.stream().map((part) -> Excerpt.around(part.toString())).filter((part) -> !part.isEmpty()).toList())
				: "";
	}

	/**
	 * Suggests pages and posts whose titles have words that begin with what was typed.
	 * @param text what has been typed so far
	 * @return at most {@value #SUGGESTIONS} suggestions, the best first
	 */
	public List<SearchSuggestion> suggest(String text) {
		SearchLanguage language = SearchLanguage.of(this.currentSite.get().locale());
		QueryWords words = QueryWords.of(text);
		return (words.isEmpty()) ? List.of() : orNone(() -> suggest(words, language), List.of());
	}

	private List<SearchSuggestion> suggest(QueryWords words, SearchLanguage language) {
		try (SearchSession session = this.index.session()) {
			List<SearchSuggestion> found = suggestions(session, language, words, false);
			return (found.isEmpty()) ? suggestions(session, language, words, true) : found;
		}
	}

	private static List<SearchSuggestion> suggestions(SearchSession session, SearchLanguage language, QueryWords words,
			boolean alike) {
		return session.search(IndexedItem.class)
			.select((f) -> f.composite()
				.from(f.field(IndexFields.title(language), String.class), f.field(IndexFields.URL, String.class),
						f.field(IndexFields.KIND, String.class))
				.as(SearchSuggestion::new))
			.where((f) -> WordPredicates.beginnings(f, words, alike))
			.totalHitCountThreshold(COUNTED)
			.truncateAfter(MAX_MILLIS, TimeUnit.MILLISECONDS)
			.fetchHits(SUGGESTIONS);
	}

	/** What cannot be read is made again; until then there is nothing to be found. */
	private <T> T orNone(Supplier<T> search, T none) {
		try {
			return search.get();
		}
		catch (IndexUnavailableException ex) {
			return none;
		}
		catch (RuntimeException | InternalError ex) {
			logger.error("A search failed", ex);
			if (IndexFailures.isOfIndex(ex)) {
				this.index.suspect();
			}
			return none;
		}
	}

	/** What has to match, by the words that were typed and those that are like them. */
	private record WordPredicates(QueryWords words, SearchLanguage language, Map<String, Map<String, Float>> similar) {

		/** All of the words, or others of the same stem. */
		PredicateFinalStep all(SearchPredicateFactory f) {
			BooleanPredicateClausesStep<?, ?> all = f.bool();
			this.words.words().forEach((word) -> all.must(word(f, word)));
			return all;
		}

		/** For all of the words these or others that are written alike. */
		PredicateFinalStep allAlike(SearchPredicateFactory f) {
			BooleanPredicateClausesStep<?, ?> all = f.bool();
			this.words.words().forEach((word) -> all.must(alike(f, word)));
			return all;
		}

		/** For some of them; the more, the better. */
		PredicateFinalStep anyAlike(SearchPredicateFactory f) {
			BooleanPredicateClausesStep<?, ?> any = f.bool();
			this.words.words().forEach((word) -> any.should(alike(f, word)));
			return any;
		}

		private PredicateFinalStep word(SearchPredicateFactory f, String word) {
			return f.match()
				.field(IndexFields.title(this.language))
				.boost(TITLE)
				.field(IndexFields.about(this.language))
				.boost(ABOUT)
				.field(IndexFields.text(this.language))
				.matching(word)
				.minimumShouldMatchPercent(100);
		}

		private PredicateFinalStep alike(SearchPredicateFactory f, String word) {
			BooleanPredicateClausesStep<?, ?> either = f.bool()
				.should(f.bool().should(word(f, word)).boost(VERY_WORD))
				.should(f.match().field(IndexFields.BEGINNINGS).matching(word).minimumShouldMatchPercent(100));
			this.similar.getOrDefault(word, Map.of())
				.forEach((other,
						weight) -> either.should(f.match()
							.field(IndexFields.title(this.language))
							.boost(TITLE)
							.field(IndexFields.about(this.language))
							.boost(ABOUT)
							.field(IndexFields.text(this.language))
							.matching(other)
							.skipAnalysis()
							.boost(weight)));
			return either;
		}

		static PredicateFinalStep beginnings(SearchPredicateFactory f, QueryWords words, boolean alike) {
			BooleanPredicateClausesStep<?, ?> all = f.bool();
			for (String word : words.words()) {
				var match = f.match().field(IndexFields.BEGINNINGS).matching(word).minimumShouldMatchPercent(100);
				all.must((alike && QueryWords.typos(word) > 0) ? match.fuzzy(1, 1) : match);
			}
			return all;
		}

	}

}
