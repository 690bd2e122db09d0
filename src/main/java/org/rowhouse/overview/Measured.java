package org.rowhouse.overview;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What was measured of a site.
 *
 * @param siteId the number of the site
 * @param siteVersion the version that it had
 * @param storedBytes the size of its folder, its texts and its media together
 * @param lastPublished from when on visitors see the newest page or post, or {@code null}
 */
record Measured(Long siteId, long siteVersion, long storedBytes, @Nullable Instant lastPublished) {

	boolean isOlderThan(Measured other) {
		return this.siteVersion < other.siteVersion;
	}

}
