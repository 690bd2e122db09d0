package org.rowhouse.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/**
 * A key of somebody's device. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "passkey")
class Passkey {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "passkey_seq")
	@SequenceGenerator(name = "passkey_seq", sequenceName = "passkey_seq", allocationSize = 1)
	private @Nullable Long id;

	private long accountId;

	private String credentialId;

	private String name;

	private byte[] publicKey;

	private byte[] attestation;

	private long signCount;

	private boolean userVerified;

	private boolean backupEligible;

	private boolean backedUp;

	private String transports;

	private Instant createdAt;

	private @Nullable Instant lastUsedAt;

	@SuppressWarnings("NullAway.Init")
	protected Passkey() {
	}

	Passkey(long accountId, CredentialRecord record, Instant now) {
		Bytes object = record.getAttestationObject();
		if (object == null) {
			throw new IllegalArgumentException("A passkey without its attestation cannot be used");
		}
		this.accountId = accountId;
		this.credentialId = record.getCredentialId().toBase64UrlString();
		this.name = record.getLabel();
		this.publicKey = record.getPublicKey().getBytes();
		this.attestation = object.getBytes();
		this.signCount = record.getSignatureCount();
		this.userVerified = record.isUvInitialized();
		this.backupEligible = record.isBackupEligible();
		this.backedUp = record.isBackupState();
		this.transports = record.getTransports()
			.stream()
			.map(AuthenticatorTransport::getValue)
			.sorted()
			.collect(Collectors.joining(" "));
		this.createdAt = now;
	}

	void used(long count, Instant when) {
		this.signCount = count;
		this.lastUsedAt = when.truncatedTo(ChronoUnit.MICROS);
	}

	void rename(String newName) {
		this.name = newName;
	}

	CredentialRecord toRecord(String handle) {
		Instant used = this.lastUsedAt;
		return ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(Bytes.fromBase64(this.credentialId))
			.userEntityUserId(Bytes.fromBase64(handle))
			.publicKey(new ImmutablePublicKeyCose(this.publicKey.clone()))
			.signatureCount(this.signCount)
			.uvInitialized(this.userVerified)
			.backupEligible(this.backupEligible)
			.backupState(this.backedUp)
			.transports(Arrays.stream(this.transports.split(" "))
				.filter((value) -> !value.isEmpty())
				.map(AuthenticatorTransport::valueOf)
				.collect(Collectors.toSet()))
			.attestationObject(new Bytes(this.attestation.clone()))
			.created(this.createdAt)
			.lastUsed((used != null) ? used : this.createdAt)
			.label(this.name)
			.build();
	}

	long id() {
		if (this.id == null) {
			throw new IllegalStateException("The passkey has not been saved");
		}
		return this.id;
	}

	long accountId() {
		return this.accountId;
	}

	String name() {
		return this.name;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	@Nullable Instant lastUsedAt() {
		return this.lastUsedAt;
	}

}
