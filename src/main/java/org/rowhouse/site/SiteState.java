package org.rowhouse.site;

/**
 * Where a site is in its life.
 */
public enum SiteState {

	/** Answers visitors. */
	ACTIVE,

	/** Closed for a while: 503 with {@code Retry-After}. */
	SUSPENDED,

	/** Closed for good, but kept: 410. */
	ARCHIVED,

	/**
	 * Declared by a folder that could not be read and never could before: 503. It becomes
	 * active by itself when the folder has been mended.
	 */
	BROKEN

}
