package org.rowhouse.site;

/**
 * A text is not the name of a host. The message says what is wrong with it.
 */
public class InvalidHostnameException extends IllegalArgumentException {

	/**
	 * Makes an exception.
	 * @param message what is wrong, without a full stop
	 */
	public InvalidHostnameException(String message) {
		super(message);
	}

	InvalidHostnameException(String message, Throwable cause) {
		super(message, cause);
	}

}
