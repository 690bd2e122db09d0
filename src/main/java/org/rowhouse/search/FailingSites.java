package org.rowhouse.search;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sites that cannot be indexed for a reason of their own. Each is tried again later,
 * and at once when it has changed, so that no other site waits for it.
 */
final class FailingSites {

	/** Milliseconds after the first failure. */
	static final long FIRST_WAIT = Duration.ofSeconds(30).toMillis();

	static final long LONGEST_WAIT = Duration.ofHours(1).toMillis();

	private final Map<Long, Failure> failures = new ConcurrentHashMap<>();

	/**
	 * Sets a site aside, each time for twice as long.
	 * @param siteId the number of the site
	 * @param version its version
	 * @param now the time in milliseconds
	 * @return whether it is the first failure since it was last indexed
	 */
	boolean failed(long siteId, long version, long now) {
		Failure last = this.failures.get(siteId);
		long wait = (last != null) ? Math.min(LONGEST_WAIT, last.pause() * 2) : FIRST_WAIT;
		this.failures.put(siteId, new Failure(version, wait, now + wait));
		return last == null;
	}

	/**
	 * Tells whether a site is not to be tried yet.
	 * @param siteId the number of the site
	 * @param version its version; another one than that which failed is tried
	 * @param now the time in milliseconds
	 * @return whether it is set aside
	 */
	boolean isAside(long siteId, long version, long now) {
		Failure last = this.failures.get(siteId);
		return last != null && last.version() == version && now < last.until();
	}

	/**
	 * Forgets the failures of a site.
	 * @param siteId the number of the site, which is in the index or gone
	 */
	void done(long siteId) {
		this.failures.remove(siteId);
	}

	/** How many sites have failed since they were last indexed. */
	int size() {
		return this.failures.size();
	}

	/**
	 * The last failure of a site.
	 *
	 * @param version the version that failed
	 * @param pause for how long it is set aside, in milliseconds
	 * @param until when it is tried again
	 */
	private record Failure(long version, long pause, long until) {

	}

}
