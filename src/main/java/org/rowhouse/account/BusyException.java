package org.rowhouse.account;

import org.springframework.security.core.AuthenticationException;

/**
 * So many passwords are being compared that this one has waited for too long.
 */
public class BusyException extends AuthenticationException {

	private static final long serialVersionUID = 1;

	BusyException() {
		super("Too many people sign in at once. Wait a minute, then try again.");
	}

}
