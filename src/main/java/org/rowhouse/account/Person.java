package org.rowhouse.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in.
 *
 * @param id the number of the account, which is never used again
 * @param username the name to sign in with, which stays as it is
 * @param email where mail reaches them, if it is known
 * @param displayName how others see them; empty for the name they sign in with
 * @param administrator whether they may do everything
 * @param enabled whether they may sign in
 * @param language the tag of the language that they have chosen; {@code null}: what the
 * browser prefers
 * @param since when the account was made
 */
public record Person(long id, String username, @Nullable String email, String displayName, boolean administrator,
		boolean enabled, @Nullable String language, Instant since) {

	static Person of(Account account) {
		return new Person(account.id(), account.username(), account.email(), account.displayName(),
				account.administrator(), account.enabled(), account.language(), account.createdAt());
	}

	/**
	 * How others see them.
	 * @return never empty
	 */
	public String shownName() {
		return (this.displayName.isEmpty()) ? this.username : this.displayName;
	}

}
