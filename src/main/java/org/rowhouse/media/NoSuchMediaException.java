package org.rowhouse.media;

/**
 * A file was named that the bound site does not have.
 */
public class NoSuchMediaException extends IllegalArgumentException {

	/**
	 * Creates the exception.
	 */
	public NoSuchMediaException() {
		super("This site has no such file in its media.");
	}

}
