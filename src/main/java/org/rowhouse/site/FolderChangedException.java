package org.rowhouse.site;

/**
 * Somebody else has read or written a site folder while it was read. Nothing has changed;
 * it must be read again.
 */
public class FolderChangedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	FolderChangedException(String key) {
		super("The folder of '" + key + "' was read by somebody else at the same time");
	}

}
