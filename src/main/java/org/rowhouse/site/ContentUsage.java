package org.rowhouse.site;

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
	 * An amount of content.
	 *
	 * @param items pages and posts
	 * @param bytes the size of their texts in UTF-8
	 */
	record Amount(long items, long bytes) {

	}

}
