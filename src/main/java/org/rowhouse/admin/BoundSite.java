package org.rowhouse.admin;

import java.util.function.Function;

import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.stereotype.Component;

/**
 * Binds the site that a path names.
 */
@Component
class BoundSite {

	private final Sites sites;

	private final CurrentSite currentSite;

	BoundSite(Sites sites, CurrentSite currentSite) {
		this.sites = sites;
		this.currentSite = currentSite;
	}

	/**
	 * Runs an action for a site.
	 * @param key the key of the site
	 * @param action what to do
	 * @return what came of it
	 * @throws NoSuchSiteException if there is no such site
	 */
	<T> T call(String key, Function<Site, T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return this.currentSite.call(site, () -> action.apply(site));
	}

}
