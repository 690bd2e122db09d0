package org.rowhouse.traffic;

import java.time.Instant;

/**
 * How many requests a site had in an hour.
 *
 * @param siteId the number of the site
 * @param beginsAt the beginning of the hour
 * @param requests how many there were
 * @param serverErrors how many of them failed here
 */
public record HourlyRequests(Long siteId, Instant beginsAt, long requests, long serverErrors) {

}
