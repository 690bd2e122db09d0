package org.rowhouse.media;

import org.rowhouse.site.InvalidInputException;

/**
 * A file was not kept because there is no room for it: on the disk, or in what its site
 * may have.
 */
public class NoRoomException extends InvalidInputException {

	/**
	 * Creates the exception.
	 * @param message what to do
	 */
	public NoRoomException(String message) {
		super("file", message);
	}

}
