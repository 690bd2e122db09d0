package org.rowhouse.api;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * A request that carried an idempotency key, and what it was answered. Belongs to the
 * platform: no tenant.
 */
@Entity
@Table(name = "idempotent_request")
@IdClass(IdempotentRequest.Key.class)
class IdempotentRequest implements Persistable<IdempotentRequest.Key> {

	@Id
	private Long accountId;

	@Id
	private String keyHash;

	private String fingerprint;

	/** Queries alone ask for it. */
	@SuppressWarnings("UnusedVariable")
	private Instant createdAt;

	private @Nullable Integer status;

	private @Nullable String contentType;

	private @Nullable String location;

	private @Nullable String etag;

	private @Nullable String body;

	@Transient
	private boolean saved;

	@SuppressWarnings("NullAway.Init")
	protected IdempotentRequest() {
	}

	IdempotentRequest(Key key, String fingerprint, Instant now) {
		this.accountId = key.accountId();
		this.keyHash = key.keyHash();
		this.fingerprint = fingerprint;
		this.createdAt = now;
	}

	void answer(Answer answer) {
		this.status = answer.status();
		this.contentType = answer.contentType();
		this.location = answer.location();
		this.etag = answer.etag();
		this.body = answer.body();
	}

	String fingerprint() {
		return this.fingerprint;
	}

	/** What it was answered, or {@code null} as long as it was not. */
	@Nullable Answer answer() {
		return (this.status != null) ? new Answer(this.status, this.contentType, this.location, this.etag,
				(this.body != null) ? this.body : "") : null;
	}

	@Override
	public Key getId() {
		return new Key(this.accountId, this.keyHash);
	}

	/** Two at once must not become one: an insert, not an update. */
	@Override
	public boolean isNew() {
		return !this.saved;
	}

	@PostLoad
	@PostPersist
	void markSaved() {
		this.saved = true;
	}

	/** Whose it is, and the hash of what they sent. */
	record Key(Long accountId, String keyHash) implements Serializable {

	}

	/** What is sent again. */
	record Answer(int status, @Nullable String contentType, @Nullable String location, @Nullable String etag,
			String body) {

	}

}
