package org.rowhouse.account;

/**
 * There is no such invitation, or not any more.
 */
public class NoSuchInvitationException extends RuntimeException {

	NoSuchInvitationException() {
		super("There is no such invitation. It may have been accepted or withdrawn already.");
	}

}
