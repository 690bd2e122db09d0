package org.rowhouse.site;

import java.io.IOException;

/**
 * A file has more bytes than are read into memory.
 */
public class FileTooLargeException extends IOException {

	private static final long serialVersionUID = 1L;

	FileTooLargeException(String name, int limit) {
		super(name + " has more than " + limit + " bytes");
	}

}
