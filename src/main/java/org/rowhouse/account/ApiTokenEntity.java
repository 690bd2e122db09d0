package org.rowhouse.account;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: without its secret. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "api_token")
class ApiTokenEntity {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_token_seq")
	@SequenceGenerator(name = "api_token_seq", sequenceName = "api_token_seq", allocationSize = 50)
	private @Nullable Long id;

	private Long accountId;

	private String name;

	/** Queries alone ask for it. */
	@SuppressWarnings("UnusedVariable")
	private String secretHash;

	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	private TokenScope scope;

	private @Nullable Long siteId;

	private Instant createdAt;

	private Instant expiresAt;

	private @Nullable Instant lastUsedAt;

	@SuppressWarnings("NullAway.Init")
	protected ApiTokenEntity() {
	}

	ApiTokenEntity(long accountId, String name, String secretHash, TokenGrant grant, Instant now, Instant expiresAt) {
		this.accountId = accountId;
		this.name = name;
		this.secretHash = secretHash;
		this.scope = grant.scope();
		this.siteId = grant.siteId();
		this.createdAt = now;
		this.expiresAt = expiresAt;
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("Not saved yet");
		}
		return this.id;
	}

	long accountId() {
		return this.accountId;
	}

	String name() {
		return this.name;
	}

	TokenScope scope() {
		return this.scope;
	}

	@Nullable Long siteId() {
		return this.siteId;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	Instant expiresAt() {
		return this.expiresAt;
	}

	@Nullable Instant lastUsedAt() {
		return this.lastUsedAt;
	}

	TokenGrant grant() {
		return new TokenGrant(this.scope, this.siteId);
	}

}
