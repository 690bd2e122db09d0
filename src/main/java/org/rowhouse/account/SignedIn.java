package org.rowhouse.account;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.userdetails.User;

/**
 * Whom a request or session belongs to. What they may do is asked each time, so that a
 * change holds at once.
 */
class SignedIn extends User {

	private static final long serialVersionUID = 2;

	private final long id;

	/**
	 * What the token that they came with permits; {@code null} if they came themselves.
	 */
	private final @Nullable TokenGrant grant;

	private final int version;

	SignedIn(Account account) {
		this(account, null);
	}

	SignedIn(Account account, @Nullable TokenGrant grant) {
		super(account.username(), account.passwordHash(), account.enabled(), true, true, true, List.of());
		this.id = account.id();
		this.grant = grant;
		this.version = account.signInVersion();
	}

	long id() {
		return this.id;
	}

	@Nullable TokenGrant grant() {
		return this.grant;
	}

	/** Sessions hold as long as their account has this. */
	int version() {
		return this.version;
	}

}
