package org.rowhouse.site;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The row of something that only this installation knows. Belongs to the platform: no
 * tenant.
 */
@Entity
@Table(name = "platform_secret")
class PlatformSecret {

	@Id
	private String name;

	private String secret;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init")
	protected PlatformSecret() {
	}

	PlatformSecret(String name, String secret, Instant createdAt) {
		this.name = name;
		this.secret = secret;
		this.createdAt = createdAt;
	}

	String name() {
		return this.name;
	}

	String secret() {
		return this.secret;
	}

	Instant createdAt() {
		return this.createdAt;
	}

}
