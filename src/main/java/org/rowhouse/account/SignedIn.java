package org.rowhouse.account;

import java.util.List;

import org.springframework.security.core.userdetails.User;

/**
 * Whom a request or session belongs to. What they may do is asked each time, so that a
 * change holds at once.
 */
class SignedIn extends User {

	private static final long serialVersionUID = 1;

	private final long id;

	SignedIn(Account account) {
		super(account.username(), account.passwordHash(), account.enabled(), true, true, true, List.of());
		this.id = account.id();
	}

	long id() {
		return this.id;
	}

}
