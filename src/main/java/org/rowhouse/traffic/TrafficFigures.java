package org.rowhouse.traffic;

import org.jspecify.annotations.Nullable;

/**
 * What requests to a site came to.
 *
 * @param requests how many there were
 * @param clientErrors how many of them were answered with a status from 400 to 499
 * @param serverErrors how many of them failed here: a status of 500 or above, but for the
 * 503 of a site that is closed
 * @param bytes how long all bodies were together, without headers
 * @param notModified how many were answered with 304, out of the visitor's own cache
 * @param cached how many others were answered out of a cache of this server
 * @param meanMillis the mean time to answer, or {@code null} without requests
 * @param p50Millis within what time half of them were answered, at most 19 % too high, or
 * {@code null} without requests
 * @param p99Millis within what time 99 of 100 were answered, at most 19 % too high, or
 * {@code null} without requests
 * @param answeringMillis the sum of the times to answer
 * @param renderingMillis how much of it went into making pages, the database included
 * @param databaseMillis how much of it the database took for its statements
 */
public record TrafficFigures(long requests, long clientErrors, long serverErrors, long bytes, long notModified,
		long cached, @Nullable Double meanMillis, @Nullable Double p50Millis, @Nullable Double p99Millis,
		long answeringMillis, long renderingMillis, long databaseMillis) {

}
