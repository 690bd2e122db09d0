package org.rowhouse.traffic;

import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a site's requests without asking the database.
 *
 * @param requests how many there were since the start
 * @param errors how many of them failed here
 * @param lastFailure the last of those, or {@code null}
 * @param meanMillis the mean time to answer; 0 without requests
 * @param p99Millis within what time 99 of 100 were answered, at most 19 % too high; 0
 * without requests
 */
public record SinceStart(long requests, long errors, @Nullable FailedRequest lastFailure, double meanMillis,
		double p99Millis) {

	/** Nobody came. */
	static final SinceStart NOTHING = new SinceStart(0, 0, null, 0, 0);

}
