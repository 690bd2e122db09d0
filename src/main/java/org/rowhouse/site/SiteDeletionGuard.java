package org.rowhouse.site;

import java.util.Optional;

/**
 * May object to the deletion of a site.
 */
public interface SiteDeletionGuard {

	/**
	 * Asked before a site is deleted.
	 * @param site the site
	 * @return why it must not be deleted and what to do first; empty to agree
	 */
	Optional<String> objectionTo(Site site);

}
