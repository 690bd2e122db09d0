package org.rowhouse.account;

import org.springframework.security.core.AuthenticationException;

/**
 * A request carries a token that nobody has.
 */
class UnknownTokenException extends AuthenticationException {

	private static final long serialVersionUID = 1;

	UnknownTokenException() {
		super("Unknown token");
	}

}
