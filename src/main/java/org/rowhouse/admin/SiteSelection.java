package org.rowhouse.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.Sites;

/**
 * The sites that somebody has picked in a list.
 *
 * @param site the keys of those that were ticked
 * @param all whether all that the list is about are meant instead
 * @param q what the list was searched for
 * @param tag the tag that the list was filtered by
 */
record SiteSelection(@Nullable List<String> site, @Nullable Boolean all, @Nullable String q, @Nullable String tag) {

	/**
	 * Finds the sites as they are now.
	 * @param sites where to look
	 * @param labels where to look for tags
	 * @return the sites; those that were ticked in that order
	 * @throws NoSuchSiteException if one that was ticked is gone
	 */
	List<Site> in(Sites sites, SiteLabels labels) {
		if (isAll()) {
			return sites.all(Texts.of(this.q), labels.tagged(Texts.of(this.tag)));
		}
		return keys().stream()
			.distinct()
			.map((key) -> sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)))
			.toList();
	}

	boolean isAll() {
		return Boolean.TRUE.equals(this.all);
	}

	List<String> keys() {
		return (this.site != null) ? this.site : List.of();
	}

}
