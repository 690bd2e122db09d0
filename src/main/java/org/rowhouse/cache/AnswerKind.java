package org.rowhouse.cache;

/**
 * The kinds of answers of which a site can say how long caches may keep them.
 */
public enum AnswerKind {

	/** What people read. */
	PAGE,

	/** What programs fetch again and again: feeds, the sitemap, {@code robots.txt}. */
	FEED,

	/** Icons and the like, at an URL that does not say what they hold. */
	FILE

}
