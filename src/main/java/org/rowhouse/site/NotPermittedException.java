package org.rowhouse.site;

/**
 * Somebody may work on a site, and not do this there. Whoever has no part in a site gets
 * {@link NoSuchSiteException} in its place.
 */
public class NotPermittedException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message who can do it instead
	 */
	public NotPermittedException(String message) {
		super(message);
	}

}
