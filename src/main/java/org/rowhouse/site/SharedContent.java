package org.rowhouse.site;

/**
 * Content of the platform that pages of all sites may show. It changes without raising
 * the version of any site.
 */
public interface SharedContent {

	/**
	 * Returns a number that every change raises.
	 * @return the number, of this process
	 */
	long version();

}
