package org.rowhouse.account;

/**
 * The person has no such token.
 */
public class NoSuchTokenException extends RuntimeException {

	private static final long serialVersionUID = 1;

	NoSuchTokenException() {
		super("You have no such token. It may have expired.");
	}

}
