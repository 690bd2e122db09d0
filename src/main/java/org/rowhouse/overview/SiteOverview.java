package org.rowhouse.overview;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.traffic.DayTraffic;

/**
 * A site in a list.
 *
 * @param site the site
 * @param health how it is doing
 * @param reasons why it is not doing well, in sentences, the worst first; empty if it is
 * @param day what was asked of it in the last 24 hours
 * @param storedBytes the size of its folder, its texts and its media together when it
 * last changed, or {@code null} if it has not been measured yet
 * @param lastPublished from when on visitors see the newest page or post, or {@code null}
 * if there is none or it has not been measured yet
 */
public record SiteOverview(Site site, SiteHealth health, List<String> reasons, DayTraffic day,
		@Nullable Long storedBytes, @Nullable Instant lastPublished) {

}
