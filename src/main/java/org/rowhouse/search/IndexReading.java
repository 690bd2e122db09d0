package org.rowhouse.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * Reads numbers out of the index without its texts. For the upkeep of the index alone:
 * nothing here reaches a visitor.
 */
final class IndexReading {

	private IndexReading() {
	}

	static Map<Long, SiteNote> notes(IndexReader reader) throws IOException {
		Query isNote = new TermQuery(new Term(IndexFields.NOTE, IndexFields.IS_NOTE));
		Map<Long, Long> languages = new HashMap<>();
		each(reader, isNote, IndexFields.SITE, IndexFields.LANGUAGE, languages::put);
		Map<Long, SiteNote> notes = new HashMap<>();
		each(reader, isNote, IndexFields.SITE, IndexFields.VERSION, (site, version) -> {
			Long language = languages.get(site);
			if (language != null) {
				notes.put(site, new SiteNote(version, language));
			}
		});
		return notes;
	}

	static IndexedStamps stamps(IndexReader reader, long siteId) throws IOException {
		List<long[]> found = new ArrayList<>();
		each(reader, LongPoint.newExactQuery(IndexFields.SITE, siteId), IndexFields.ITEM, IndexFields.VERSION,
				(id, stamp) -> found.add(new long[] { id, stamp }));
		found.sort(Comparator.comparingLong((entry) -> entry[0]));
		return new IndexedStamps(found.stream().mapToLong((entry) -> entry[0]).toArray(),
				found.stream().mapToLong((entry) -> entry[1]).toArray());
	}

	private static void each(IndexReader reader, Query query, String key, String value, Pair pair) throws IOException {
		IndexSearcher searcher = new IndexSearcher(reader);
		Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
		for (LeafReaderContext leaf : reader.leaves()) {
			Scorer scorer = weight.scorer(leaf);
			if (scorer != null) {
				each(leaf.reader(), scorer.iterator(), key, value, pair);
			}
		}
	}

	private static void each(LeafReader reader, DocIdSetIterator found, String key, String value, Pair pair)
			throws IOException {
		SortedNumericDocValues keys = DocValues.getSortedNumeric(reader, key);
		SortedNumericDocValues values = DocValues.getSortedNumeric(reader, value);
		Bits live = reader.getLiveDocs();
		for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
			if ((live == null || live.get(doc)) && keys.advanceExact(doc) && values.advanceExact(doc)) {
				pair.accept(keys.nextValue(), values.nextValue());
			}
		}
	}

	private interface Pair {

		void accept(long key, long value);

	}

}
