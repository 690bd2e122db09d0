package org.rowhouse.site;

import java.time.Duration;
import java.util.Map;

/**
 * How much of each {@link Limit} a site may have or use.
 *
 * @param amounts all limits; 0 means unlimited
 */
public record Limits(Map<Limit, Long> amounts) {

	/**
	 * Makes limits.
	 * @param amounts all limits
	 * @throws IllegalArgumentException if one is missing
	 */
	public Limits {
		amounts = Map.copyOf(amounts);
		if (amounts.size() != Limit.values().length) {
			throw new IllegalArgumentException("Limits are missing: " + amounts);
		}
	}

	/**
	 * Returns one of them.
	 * @param limit which
	 * @return its amount; 0 for unlimited
	 */
	public long of(Limit limit) {
		Long amount = this.amounts.get(limit);
		return (amount != null) ? amount : 0;
	}

	/**
	 * Tells whether something is too much.
	 * @param limit of what
	 * @param amount how much there would be
	 * @return whether there is a limit and this is beyond it
	 */
	public boolean isExceeded(Limit limit, long amount) {
		return of(limit) != 0 && amount > of(limit);
	}

	/**
	 * Returns how long making a page may take.
	 * @return the time; {@link Duration#ZERO} for unlimited
	 */
	public Duration renderTime() {
		return Duration.ofMillis(of(Limit.RENDER_TIME));
	}

}
