package org.rowhouse.account;

import org.springframework.security.core.AuthenticationException;

/**
 * A password alone does not let this person in, and the API can ask for nothing more.
 */
class SecondFactorNeededException extends AuthenticationException {

	private static final long serialVersionUID = 1;

	SecondFactorNeededException() {
		super("This account has a second step, so its password is not enough. Make a token for programs in the admin UI.");
	}

}
