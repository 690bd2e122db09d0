package org.rowhouse.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * That the CDN is to be told of a change, at a time. Everything that changed before that
 * time is told with it: changes that are to be told at the same time are one plan, and
 * what changes while it is carried out makes another one.
 *
 * @param siteKey the key of the site; {@code null} for all sites
 * @param at when
 * @param failures how often it has failed
 */
record PlannedPurge(@Nullable String siteKey, Instant at, int failures) {

	/** About two days. */
	private static final int MAX_FAILURES = 55;

	private static final Duration FIRST = Duration.ofSeconds(10);

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final int MAX_SHIFT = 10;

	/** No site has this key. */
	private static final String ALL = "*";

	/** The name of the task: keys have no slash. */
	String instance() {
		return ((this.siteKey != null) ? this.siteKey : ALL) + "/" + this.at.toEpochMilli() + "/" + this.failures;
	}

	static @Nullable PlannedPurge of(String instance) {
		String[] parts = instance.split("/", -1);
		return (parts.length == 3) ? new PlannedPurge((parts[0].equals(ALL)) ? null : parts[0],
				Instant.ofEpochMilli(Long.parseLong(parts[1])), Integer.parseInt(parts[2])) : null;
	}

	String tag() {
		return (this.siteKey != null) ? this.siteKey : SurrogateKeys.ALL;
	}

	/**
	 * Returns what to do after a failure.
	 * @param now the time
	 * @return the same ten seconds later, then after twice as long each time, at most an
	 * hour; nothing after about two days
	 */
	Optional<PlannedPurge> again(Instant now) {
		Duration doubled = FIRST.multipliedBy(1L << Math.min(this.failures, MAX_SHIFT));
		Duration pause = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
		return (this.failures < MAX_FAILURES)
				? Optional.of(new PlannedPurge(this.siteKey, roundedUp(now.plus(pause), pause), this.failures + 1))
				: Optional.empty();
	}

	/**
	 * Returns the same for a later time.
	 * @param now the time
	 * @param pause how long to wait at least, and less than twice as long
	 * @return the plan
	 */
	PlannedPurge later(Instant now, Duration pause) {
		return new PlannedPurge(this.siteKey, roundedUp(now.plus(pause), pause), this.failures);
	}

	/** So that those that fail one after the other are one plan again. */
	private static Instant roundedUp(Instant time, Duration step) {
		long millis = step.toMillis();
		return Instant.ofEpochMilli((time.toEpochMilli() + millis - 1) / millis * millis);
	}

}
