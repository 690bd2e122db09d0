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

	static Map<Long, Long> notes(IndexReader reader) throws IOException {
		Map<Long, Long> versions = new HashMap<>();
		each(reader, new TermQuery(new Term(IndexFields.NOTE, IndexFields.IS_NOTE)), IndexFields.SITE, versions::put);
		return versions;
	}

	static IndexedStamps stamps(IndexReader reader, long siteId) throws IOException {
		List<long[]> found = new ArrayList<>();
		each(reader, LongPoint.newExactQuery(IndexFields.SITE, siteId), IndexFields.ITEM,
				(id, stamp) -> found.add(new long[] { id, stamp }));
		found.sort(Comparator.comparingLong((entry) -> entry[0]));
		return new IndexedStamps(found.stream().mapToLong((entry) -> entry[0]).toArray(),
				found.stream().mapToLong((entry) -> entry[1]).toArray());
	}

	private static void each(IndexReader reader, Query query, String key, Pair pair) throws IOException {
		IndexSearcher searcher = new IndexSearcher(reader);
		Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
		for (LeafReaderContext leaf : reader.leaves()) {
			Scorer scorer = weight.scorer(leaf);
			if (scorer != null) {
				each(leaf.reader(), scorer.iterator(), key, pair);
			}
		}
	}

	private static void each(LeafReader reader, DocIdSetIterator found, String key, Pair pair) throws IOException {
		SortedNumericDocValues keys = DocValues.getSortedNumeric(reader, key);
		SortedNumericDocValues versions = DocValues.getSortedNumeric(reader, IndexFields.VERSION);
		Bits live = reader.getLiveDocs();
		for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
			if ((live == null || live.get(doc)) && keys.advanceExact(doc) && versions.advanceExact(doc)) {
				pair.accept(keys.nextValue(), versions.nextValue());
			}
		}
	}

	private interface Pair {

		void accept(long key, long version);

	}

}
