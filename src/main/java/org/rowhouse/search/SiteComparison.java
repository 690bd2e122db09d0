package org.rowhouse.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PublishedText;
import org.rowhouse.content.PublishedTexts;
import org.rowhouse.content.PublishedTexts.Stamp;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.Site;

/**
 * Makes the entries of the bound site what its items are, a part at a time, so that
 * neither the memory nor other sites have to wait for the whole of a big one.
 */
final class SiteComparison {

	/** Items whose texts are in memory at once. */
	private static final int CHUNK = 250;

	/** Where a site is searched: what is found there may be shown there. */
	private static final String SEARCH = "/search";

	/** Items that are compared at once. */
	private static final int STAMPS = 5_000;

	private final SearchIndex index;

	private final PublishedTexts texts;

	private final Site site;

	private final PrivateBranches branches;

	private @Nullable IndexedStamps indexed;

	private long read;

	private long told;

	/**
	 * Begins a comparison.
	 * @param index the index
	 * @param texts where items are read
	 * @param site the site, which is bound
	 * @param branches what of it is private and not found where everybody searches
	 */
	SiteComparison(SearchIndex index, PublishedTexts texts, Site site, PrivateBranches branches) {
		this.branches = branches;
		this.index = index;
		this.texts = texts;
		this.site = site;
		this.told = site.version();
	}

	/**
	 * Returns the version that the index is at when all has been compared: what is read
	 * is at least as new.
	 * @return the version that the site had before the first part
	 */
	long version() {
		return this.site.version();
	}

	/**
	 * Returns what the index notes of the site when all has been compared.
	 * @return its version and its language before the first part
	 */
	SiteNote note() {
		return SiteNote.of(version(), this.site.locale());
	}

	/**
	 * Takes over items, wherever the comparison is.
	 * @param index the index
	 * @param texts where items are read
	 * @param site the site, which is bound
	 * @param branches what of it is private
	 * @param ids the numbers of items, which may be gone
	 */
	static void update(SearchIndex index, PublishedTexts texts, Site site, PrivateBranches branches,
			Collection<Long> ids) {
		List<Long> all = List.copyOf(ids);
		for (int from = 0; from < all.size(); from += CHUNK) {
			List<Long> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
			List<PublishedText> present = found(branches, texts.texts(chunk));
			index.write(entries(site, present), true);
			Set<Long> gone = new HashSet<>(chunk);
			present.forEach((text) -> gone.remove(text.id()));
			index.delete(gone);
		}
	}

	/**
	 * Does the next part.
	 * @return whether that was the last one
	 */
	boolean step() {
		if (this.indexed == null) {
			this.indexed = this.index.stamps(this.site.id());
		}
		return (this.indexed.isEmpty()) ? readAll() : compare(this.indexed);
	}

	/**
	 * Takes over what somebody has changed meanwhile, so that it is found before the rest
	 * of a big site.
	 * @param changes the numbers of items by the version that their change brought
	 */
	void takeOver(NavigableMap<Long, Set<Long>> changes) {
		NavigableMap<Long, Set<Long>> news = changes.tailMap(this.told, false);
		if (!news.isEmpty()) {
			update(this.index, this.texts, this.site, this.branches, PendingSites.union(news));
			this.told = news.lastKey();
		}
	}

	private boolean readAll() {
		List<PublishedText> next = this.texts.textsAfter(this.read, CHUNK);
		// Somebody may have changed one of them meanwhile, and it is in the index.
		this.index.write(entries(this.site, found(this.branches, next)), true);
		this.read = (next.isEmpty()) ? this.read : next.get(next.size() - 1).id();
		return next.size() < CHUNK;
	}

	private boolean compare(IndexedStamps known) {
		List<Stamp> next = this.texts.stampsAfter(this.read, STAMPS);
		List<Long> gone = new ArrayList<>();
		List<Long> changed = new ArrayList<>();
		SearchLanguage language = SearchLanguage.of(this.site.locale());
		for (Stamp stamp : next) {
			if (this.branches.shows(SEARCH, stamp.url())
					&& !known.has(stamp.id(), IndexedItem.stamp(stamp.stamp(), language), gone::add)) {
				changed.add(stamp.id());
			}
			this.read = stamp.id();
			if (changed.size() == CHUNK) {
				break;
			}
		}
		boolean last = next.size() < STAMPS && changed.size() < CHUNK;
		if (last) {
			Arrays.stream(known.rest()).forEach(gone::add);
		}
		this.index.delete(gone);
		update(this.index, this.texts, this.site, this.branches, changed);
		return last;
	}

	private static List<PublishedText> found(PrivateBranches branches, List<PublishedText> texts) {
		return texts.stream().filter((text) -> branches.shows(SEARCH, text.url())).toList();
	}

	private static List<IndexedItem> entries(Site site, List<PublishedText> texts) {
		Locale locale = site.locale();
		return texts.stream().map((text) -> IndexedItem.of(site.id(), locale, text)).toList();
	}

}
