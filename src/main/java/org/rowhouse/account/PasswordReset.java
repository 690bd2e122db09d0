package org.rowhouse.account;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A link with which somebody chooses another password. Belongs to the platform: no
 * tenant.
 */
@Entity
@Table(name = "password_reset")
class PasswordReset {

	@Id
	private String tokenHash;

	private long accountId;

	private int accountVersion;

	private Instant createdAt;

	private Instant expiresAt;

	@SuppressWarnings("NullAway.Init")
	protected PasswordReset() {
	}

	PasswordReset(String tokenHash, Account account, Instant now, Instant expiresAt) {
		this.tokenHash = tokenHash;
		this.accountId = account.id();
		this.accountVersion = account.signInVersion();
		this.createdAt = now;
		this.expiresAt = expiresAt;
	}

	String tokenHash() {
		return this.tokenHash;
	}

	long accountId() {
		return this.accountId;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	boolean isFor(Account account, Instant now) {
		return account.enabled() && account.signInVersion() == this.accountVersion && now.isBefore(this.expiresAt);
	}

}
