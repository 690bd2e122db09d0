package org.rowhouse.site;

/**
 * A site was named that does not exist.
 */
public class NoSuchSiteException extends IllegalArgumentException {

	/**
	 * Creates the exception.
	 * @param key the key that no site has
	 */
	public NoSuchSiteException(String key) {
		super("There is no site with the key '" + key + "'.");
	}

}
