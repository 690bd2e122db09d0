package org.rowhouse.site;

import java.util.concurrent.locks.Lock;

import com.google.common.util.concurrent.Striped;

import org.springframework.stereotype.Component;

/**
 * Lets changes of one site come one after the other.
 */
@Component
class SiteLocks {

	private final Striped<Lock> locks = Striped.lock(64);

	/**
	 * Returns what a change of a site holds.
	 * @param key the site's key
	 * @return a lock, which other sites may share
	 */
	Lock get(String key) {
		return this.locks.get(key);
	}

}
