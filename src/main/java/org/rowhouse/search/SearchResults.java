package org.rowhouse.search;

import java.util.List;

/**
 * What a search has found.
 *
 * @param hits one page of it, the best first
 * @param total how many there are; at least so many if there are {@code more}
 * @param more whether there are more than were counted
 * @param similar whether words that were typed are nowhere on the site, so that others
 * like them were looked for
 * @param complete whether everything on the site was searched; false while the index is
 * made
 */
public record SearchResults(List<SearchHit> hits, long total, boolean more, boolean similar, boolean complete) {

	static SearchResults none(boolean complete) {
		return new SearchResults(List.of(), 0, false, false, complete);
	}

}
