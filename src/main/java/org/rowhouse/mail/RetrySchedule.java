package org.rowhouse.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a mail that could not be delivered is tried again: after one minute, then after
 * twice as long each time, at most eight hours, and a last time when two days are over.
 */
final class RetrySchedule {

	static final Duration FIRST = Duration.ofMinutes(1);

	static final Duration LONGEST = Duration.ofHours(8);

	static final Duration GIVEN_UP = Duration.ofDays(2);

	private static final int MAX_SHIFT = 10;

	private RetrySchedule() {
	}

	/**
	 * Returns the time of the next try.
	 * @param failures how often it has failed, at least once
	 * @param since when it was to be delivered the first time
	 * @param now the time
	 * @return the time, or nothing if there is no further try
	 */
	static Optional<Instant> next(int failures, Instant since, Instant now) {
		Instant end = since.plus(GIVEN_UP);
		if (!now.isBefore(end)) {
			return Optional.empty();
		}
		Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, MAX_SHIFT));
		Instant next = now.plus((doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST);
		return Optional.of((next.isBefore(end)) ? next : end);
	}

}
