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
 * Somebody who may sign in. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "account")
class Account {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
	@SequenceGenerator(name = "account_seq", sequenceName = "account_seq", allocationSize = 1)
	private @Nullable Long id;

	private String username;

	private @Nullable String email;

	/**
	 * Whether mail has reached the person there, or an administrator says that it does.
	 */
	private boolean emailProven;

	private String displayName;

	private boolean administrator;

	private boolean enabled;

	private @Nullable String language;

	private String passwordHash;

	private int signInVersion;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected Account() {
	}

	Account(String username, String passwordHash, boolean administrator, Instant now) {
		this.username = username;
		this.displayName = "";
		this.passwordHash = passwordHash;
		this.administrator = administrator;
		this.enabled = true;
		this.signInVersion = 1;
		this.createdAt = now;
	}

	void describe(@Nullable String newEmail, boolean proven, String newDisplayName) {
		this.email = newEmail;
		this.emailProven = newEmail != null && proven;
		this.displayName = newDisplayName;
	}

	void proveEmail() {
		this.emailProven = this.email != null;
	}

	/** Somebody else has shown that it is theirs. */
	void loseEmail() {
		this.email = null;
		this.emailProven = false;
	}

	void speak(@Nullable String newLanguage) {
		this.language = newLanguage;
	}

	void appoint(boolean asAdministrator) {
		this.administrator = asAdministrator;
	}

	void enable(boolean mayEnter) {
		if (this.enabled && !mayEnter) {
			endSessions();
		}
		this.enabled = mayEnter;
	}

	/** Ends all sessions. */
	void changePassword(String newHash) {
		this.passwordHash = newHash;
		endSessions();
	}

	/** The password stays, and is kept in another way. */
	void rehash(String newHash) {
		this.passwordHash = newHash;
	}

	/** Those that began until now are none from the next request on. */
	void endSessions() {
		this.signInVersion++;
	}

	int signInVersion() {
		return this.signInVersion;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The account has not been saved");
		}
		return this.id;
	}

	String username() {
		return this.username;
	}

	@Nullable String email() {
		return this.email;
	}

	boolean emailProven() {
		return this.emailProven;
	}

	String displayName() {
		return this.displayName;
	}

	@Nullable String language() {
		return this.language;
	}

	boolean administrator() {
		return this.administrator;
	}

	boolean enabled() {
		return this.enabled;
	}

	String passwordHash() {
		return this.passwordHash;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
