package org.rowhouse.account;

/**
 * The person has no such session, or it has ended.
 */
public class NoSuchSessionException extends RuntimeException {

	NoSuchSessionException() {
		super("You have no session with this number. It may have ended already.");
	}

}
