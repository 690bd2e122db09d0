package org.rowhouse.site;

import java.time.Instant;
import java.util.Optional;

/**
 * Knows when visitors of a site will see something else without anybody doing anything.
 */
public interface PlannedChanges {

	/**
	 * Returns the next time that something of the bound site appears or goes by plan.
	 * @param site the bound site, as it was at some version
	 * @return the time, which is past while what was planned for it is being done;
	 * nothing if nothing is planned
	 */
	Optional<Instant> next(Site site);

}
