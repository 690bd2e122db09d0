package org.rowhouse.account;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's app that makes codes. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "account_totp")
class Totp {

	@Id
	private Long accountId;

	private String secret;

	private @Nullable Instant since;

	private long lastStep;

	@SuppressWarnings("NullAway.Init")
	protected Totp() {
	}

	Totp(long accountId, String secret) {
		this.accountId = accountId;
		this.secret = secret;
	}

	void confirm(Instant now, long step) {
		this.since = now;
		this.lastStep = step;
	}

	long accountId() {
		return this.accountId;
	}

	String secret() {
		return this.secret;
	}

	@Nullable Instant since() {
		return this.since;
	}

	long lastStep() {
		return this.lastStep;
	}

}
