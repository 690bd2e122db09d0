package org.rowhouse.account;

import java.io.Serializable;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/**
 * What somebody printed for the day on which the app is lost. Belongs to the platform: no
 * tenant.
 */
@Entity
@Table(name = "account_recovery_code")
@IdClass(RecoveryCode.Key.class)
@SuppressWarnings("UnusedVariable") // queries compare them
class RecoveryCode {

	@Id
	private Long accountId;

	@Id
	private String codeHash;

	@SuppressWarnings("NullAway.Init")
	protected RecoveryCode() {
	}

	RecoveryCode(long accountId, String codeHash) {
		this.accountId = accountId;
		this.codeHash = codeHash;
	}

	/** The account and the hash. */
	record Key(Long accountId, String codeHash) implements Serializable {

	}

}
