package org.rowhouse.site;

/**
 * A line of the routing table.
 */
sealed interface TableEntry extends HostRoutes permits Route, SharedAddress {

	/**
	 * What a request must look like to get here.
	 * @return the pattern
	 */
	AddressPattern pattern();

	/**
	 * The order among regular expressions: the platform's, then those of sites from the
	 * oldest to the newest, and of each as its addresses are listed.
	 * @return the lower, the earlier
	 */
	long rank();

	/**
	 * Whose it is, for explanations.
	 * @return a site's key, or {@code platform}
	 */
	String holder();

}
