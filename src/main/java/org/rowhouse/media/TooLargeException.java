package org.rowhouse.media;

import org.rowhouse.site.InvalidInputException;

/**
 * A file is larger than a file may be.
 */
public class TooLargeException extends InvalidInputException {

	/**
	 * Creates the exception.
	 * @param message what to do
	 */
	public TooLargeException(String message) {
		super("file", message);
	}

}
