package org.rowhouse.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps passkeys in our tables, for Spring Security. Whoever calls it is behind the door
 * to all sites and inside a transaction.
 */
@Component
class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

	private final PasskeyRepository passkeys;

	private final PasskeyUserRepository users;

	private final AccountRepository accounts;

	private final Clock clock = Clock.systemUTC();

	PasskeyStore(PasskeyRepository passkeys, PasskeyUserRepository users, AccountRepository accounts) {
		this.passkeys = passkeys;
		this.users = users;
		this.accounts = accounts;
	}

	@Override
	public void save(CredentialRecord record) {
		Passkey known = this.passkeys.findByCredentialId(record.getCredentialId().toBase64UrlString()).orElse(null);
		if (known != null) {
			known.used(record.getSignatureCount(), this.clock.instant());
			this.passkeys.save(known);
			return;
		}
		PasskeyUser user = this.users.findByHandle(record.getUserEntityUserId().toBase64UrlString())
			.orElseThrow(() -> new IllegalArgumentException("Nobody has this handle"));
		this.passkeys.save(new Passkey(user.accountId(), record, this.clock.instant().truncatedTo(ChronoUnit.MICROS)));
	}

	@Override
	public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
		return this.passkeys.findByCredentialId(credentialId.toBase64UrlString())
			.flatMap((passkey) -> this.users.findByAccountId(passkey.accountId())
				.map((user) -> passkey.toRecord(user.handle())))
			.orElse(null);
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes userId) {
		return this.users.findByHandle(userId.toBase64UrlString())
			.map((user) -> this.passkeys.findByAccountIdOrderById(user.accountId())
				.stream()
				.map((passkey) -> passkey.toRecord(user.handle()))
				.toList())
			.orElse(List.of());
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
		return this.users.findByHandle(id.toBase64UrlString())
			.flatMap((user) -> this.accounts.findById(user.accountId()).map((account) -> entity(account, user)))
			.orElse(null);
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
		return this.accounts.findByUsername(username)
			.flatMap((account) -> this.users.findByAccountId(account.id()).map((user) -> entity(account, user)))
			.orElse(null);
	}

	private static PublicKeyCredentialUserEntity entity(Account account, PasskeyUser user) {
		return ImmutablePublicKeyCredentialUserEntity.builder()
			.id(Bytes.fromBase64(user.handle()))
			.name(account.username())
			.displayName((account.displayName().isEmpty()) ? account.username() : account.displayName())
			.build();
	}

	@Override
	public void save(PublicKeyCredentialUserEntity entity) {
		Account account = this.accounts.findByUsername(entity.getName()).orElseThrow(NoSuchPersonException::new);
		this.users.save(new PasskeyUser(account.id(), entity.getId().toBase64UrlString()));
	}

	/** People end their passkeys in {@link Passkeys}, which asks whose they are. */
	@Override
	public void delete(Bytes id) {
		throw new UnsupportedOperationException("Nothing here deletes by what a device calls it");
	}

}
