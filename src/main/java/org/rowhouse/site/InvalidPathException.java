package org.rowhouse.site;

/**
 * The path of a request is malformed or ambiguous. The message says why.
 */
public class InvalidPathException extends IllegalArgumentException {

	InvalidPathException(String message) {
		super(message);
	}

}
