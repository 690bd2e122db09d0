package org.rowhouse.site;

/**
 * What an address does for its site.
 */
public enum AddressRole {

	/** The address that canonical URLs use; each site has one, the first. */
	PRIMARY,

	/** Serves the site as well. */
	ALIAS,

	/** Sends visitors to the same path at the primary address. */
	REDIRECT,

	/** Of the platform, not of a site: serves the site whose key the host names. */
	SITE

}
