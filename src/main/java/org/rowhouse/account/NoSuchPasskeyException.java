package org.rowhouse.account;

/**
 * The person has no such passkey.
 */
public class NoSuchPasskeyException extends RuntimeException {

	NoSuchPasskeyException() {
		super("You have no passkey with this number.");
	}

}
