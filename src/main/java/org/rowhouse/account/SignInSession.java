package org.rowhouse.account;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A session of a browser on the admin host. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "sign_in_session")
@SuppressWarnings("UnusedVariable") // queries compare them
class SignInSession {

	/** After that even who never pauses signs in again. */
	static final Duration MAX_AGE = Duration.ofDays(14);

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "sign_in_session_seq")
	@SequenceGenerator(name = "sign_in_session_seq", sequenceName = "sign_in_session_seq", allocationSize = 1)
	private @Nullable Long id;

	private String tokenHash;

	private @Nullable Long accountId;

	private int accountVersion;

	private Instant createdAt;

	private Instant lastUsedAt;

	private Instant expiresAt;

	private int idleSeconds;

	private String device;

	private String address;

	private byte[] attributes;

	@SuppressWarnings("NullAway.Init")
	protected SignInSession() {
	}

	SignInSession(StoredSession session, Facts facts) {
		this.tokenHash = SecretTokens.hash(session.getId());
		this.accountId = facts.accountId();
		this.accountVersion = facts.accountVersion();
		this.createdAt = session.getCreationTime();
		this.lastUsedAt = session.getLastAccessedTime();
		this.idleSeconds = (int) session.getMaxInactiveInterval().toSeconds();
		this.expiresAt = expiry(this.createdAt, this.lastUsedAt, this.idleSeconds);
		this.device = facts.device();
		this.address = facts.address();
		this.attributes = facts.attributes();
	}

	static Instant expiry(Instant created, Instant lastUsed, long idleSeconds) {
		Instant idle = lastUsed.plusSeconds(idleSeconds);
		Instant oldest = created.plus(MAX_AGE);
		return (idle.isBefore(oldest)) ? idle : oldest;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The session has not been saved");
		}
		return this.id;
	}

	String tokenHash() {
		return this.tokenHash;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	Instant lastUsedAt() {
		return this.lastUsedAt;
	}

	int idleSeconds() {
		return this.idleSeconds;
	}

	String device() {
		return this.device;
	}

	String address() {
		return this.address;
	}

	byte[] attributes() {
		return this.attributes.clone();
	}

	/** What is known of a session from what it holds. */
	@SuppressWarnings("ArrayRecordComponent")
	record Facts(@Nullable Long accountId, int accountVersion, String device, String address, byte[] attributes) {

	}

}
