package org.rowhouse.site;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Tells how much content the bound site has.
 */
public interface ContentUsage {

	/**
	 * Measures the content of the bound site.
	 * @return what there is in the database
	 */
	Amount measure();

	/**
	 * Tells when something was last published.
	 * @return from when on visitors see the newest page or post that they see now;
	 * {@code null} if they see none
	 */
	@Nullable Instant lastPublished();

	/**
	 * An amount of content.
	 *
	 * @param items pages and posts
	 * @param bytes the size of their texts in UTF-8
	 */
	record Amount(long items, long bytes) {

	}

}
