package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.overview.SiteHealth;
import org.rowhouse.overview.SiteOverviews;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

/**
 * The sites that an administrator has picked in a list.
 *
 * @param site the keys of those that were ticked
 * @param all whether all that the list is about are meant instead
 * @param q what the list was searched for
 * @param tag the tag that the list was filtered by
 * @param state the state that the list was filtered by
 * @param theme the theme that the list was filtered by
 * @param health the health that the list was filtered by
 */
record SiteSelection(@Nullable List<String> site, @Nullable Boolean all, @Nullable String q, @Nullable String tag,
		@Nullable String state, @Nullable String theme, @Nullable String health) {

	/**
	 * Finds the sites as they are now.
	 * @param sites where to look for those that were ticked
	 * @param overviews where to look for all
	 * @return the sites; those that were ticked in that order
	 * @throws NoSuchSiteException if one that was ticked is gone
	 * @throws InvalidInputException if the list was filtered by something that there is
	 * not: more sites would be meant than somebody has seen
	 */
	List<Site> in(Sites sites, SiteOverviews overviews) {
		if (isAll()) {
			requireKnown("state", this.state, DashboardForm.state(this.state) != null);
			requireKnown("health", this.health, SiteHealth.of(Texts.of(this.health)).isPresent());
			return overviews.find((any) -> true, toForm().toCriteria());
		}
		return keys().stream()
			.distinct()
			.map((key) -> sites.find(key).orElseThrow(() -> new NoSuchSiteException(key)))
			.toList();
	}

	private static void requireKnown(String name, @Nullable String word, boolean known) {
		if (word != null && !word.isEmpty() && !known) {
			throw new InvalidInputException(name,
					"There is no " + name + " '" + word + "'. Pick the sites in the list again.");
		}
	}

	private DashboardForm toForm() {
		return new DashboardForm(this.q, this.tag, this.state, this.theme, this.health, null, null);
	}

	/** What the list was about, as fields of a form. */
	public Map<String, String> criteria() {
		return toForm().criteria();
	}

	boolean isAll() {
		return Boolean.TRUE.equals(this.all);
	}

	List<String> keys() {
		return (this.site != null) ? this.site : List.of();
	}

}
