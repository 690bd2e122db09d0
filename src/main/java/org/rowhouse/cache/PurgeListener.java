package org.rowhouse.cache;

import org.jspecify.annotations.Nullable;

/**
 * Hears how telling the CDN went.
 */
public interface PurgeListener {

	/**
	 * Called after each request.
	 * @param siteKey the key of the site whose answers were to be forgotten; {@code null}
	 * for all sites
	 * @param successful whether the CDN said that it does
	 */
	void onPurged(@Nullable String siteKey, boolean successful);

}
