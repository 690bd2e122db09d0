package org.rowhouse.site;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The one door to what belongs to no single site: the list of sites and addresses, and
 * the people who administer them. Behind it, rows of sites are still not visible; to work
 * on the content of several sites, bind them one after the other.
 */
@Component
public class AllSites {

	private static final Logger logger = LoggerFactory.getLogger(AllSites.class);

	private final CurrentSite currentSite;

	AllSites(CurrentSite currentSite) {
		this.currentSite = currentSite;
	}

	/**
	 * Runs an action on the platform's own tables.
	 * @param purpose why, for the log
	 * @param action what to do
	 * @param <T> the result
	 * @return the action's result
	 * @throws SiteRebindException if a transaction of a site is running
	 */
	public <T extends @Nullable Object> T call(String purpose, Supplier<T> action) {
		logger.debug("Across sites: {}", purpose);
		return this.currentSite.callPlatform(action);
	}

}
