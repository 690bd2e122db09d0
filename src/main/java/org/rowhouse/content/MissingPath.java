package org.rowhouse.content;

import java.time.Instant;

/**
 * A path of the bound site that visitors asked for and nobody has.
 *
 * @param id its number
 * @param path the path, readable, without query; empty for all that only scanners ask for
 * @param hits how often it was asked for
 * @param firstSeen when first
 * @param lastSeen when last
 * @param referrer the host of a page with a link to it; empty if none is known
 * @param ignored whether somebody does not want to see it
 */
public record MissingPath(long id, String path, long hits, Instant firstSeen, Instant lastSeen, String referrer,
		boolean ignored) {

	/**
	 * Tells whether this stands for everything that only scanners ask for.
	 * @return whether it does
	 */
	public boolean ofScanners() {
		return this.path.isEmpty();
	}

}
