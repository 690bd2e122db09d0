package org.rowhouse.account;

/**
 * There is nobody with this name.
 */
public class NoSuchPersonException extends RuntimeException {

	NoSuchPersonException() {
		super("There is nobody with this name.");
	}

}
