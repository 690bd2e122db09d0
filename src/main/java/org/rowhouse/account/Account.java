package org.rowhouse.account;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in and administer everything. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "account")
class Account {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
	@SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 1)
	private @Nullable Long id;

	private String username;

	private String passwordHash;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Account() {
	}

	Account(String username, String passwordHash, Instant now) {
		this.username = username;
		this.passwordHash = passwordHash;
		this.createdAt = now;
	}

	@Nullable Long id() {
		return this.id;
	}

	String username() {
		return this.username;
	}

	String passwordHash() {
		return this.passwordHash;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
