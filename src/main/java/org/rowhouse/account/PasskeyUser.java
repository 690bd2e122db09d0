package org.rowhouse.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * What devices know somebody by. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "passkey_user")
class PasskeyUser {

	@Id
	private Long accountId;

	private String handle;

	@SuppressWarnings("NullAway.Init")
	protected PasskeyUser() {
	}

	PasskeyUser(long accountId, String handle) {
		this.accountId = accountId;
		this.handle = handle;
	}

	long accountId() {
		return this.accountId;
	}

	String handle() {
		return this.handle;
	}

}
