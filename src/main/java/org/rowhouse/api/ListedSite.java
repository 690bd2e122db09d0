package org.rowhouse.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.rowhouse.overview.SiteOverview;

/**
 * A site in a list, with how it is doing.
 *
 * @param site the site, whose fields stand beside the others here
 * @param health good, attention or failing
 * @param reasons why it is not doing well, in sentences
 * @param lastDay what was asked of it in the last 24 hours
 * @param storedBytes the size of its folder, its texts and its media, or {@code null} if
 * it has not been measured yet
 * @param lastPublished from when on visitors see its newest page or post, or {@code null}
 */
record ListedSite(@JsonUnwrapped SiteBody site, String health, List<String> reasons, LastDay lastDay,
		@Nullable Long storedBytes, @Nullable Instant lastPublished) {

	static ListedSite of(SiteBody site, SiteOverview overview) {
		return new ListedSite(
				site, overview.health().word(), overview.reasons(), new LastDay(overview.day().requests(),
						overview.day().clientErrors(), overview.day().serverErrors(), overview.day().bytes()),
				overview.storedBytes(), overview.lastPublished());
	}

	/** What was asked of a site in the last 24 hours. */
	record LastDay(long requests, long clientErrors, long serverErrors, long bytes) {

	}

}
