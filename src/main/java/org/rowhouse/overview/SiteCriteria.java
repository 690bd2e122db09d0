package org.rowhouse.overview;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;

/**
 * Which sites are listed: those for which all of this is true.
 *
 * @param query what key, name or an address must contain, in any case; empty for all
 * @param tag a tag that it has, in any case; empty for any
 * @param state the state, or {@code null} for any
 * @param theme the name of the theme; empty for any
 * @param health how it is doing, or {@code null} for any
 * @param template whether others may begin as a copy of it, or {@code null} for both
 */
public record SiteCriteria(String query, String tag, @Nullable SiteState state, String theme,
		@Nullable SiteHealth health, @Nullable Boolean template) {

	/** Every site. */
	public static final SiteCriteria ALL = new SiteCriteria("", "", null, "", null, null);

	/** All but for its health, which is not the site's own. */
	Predicate<Site> toFilter(SiteLabels labels) {
		Predicate<Site> filter = Sites.matching(this.query).and(labels.tagged(this.tag));
		return filter.and((site) -> (this.state == null || site.state() == this.state)
				&& (this.theme.isEmpty() || site.theme().equals(this.theme))
				&& (this.template == null || labels.isTemplate(site) == this.template));
	}

	boolean includes(SiteHealth found) {
		return this.health == null || this.health == found;
	}

}
