package org.rowhouse.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SignInSessionRepository extends Repository<SignInSession, Long> {

	/** Nothing if the account was disabled or its sessions were ended since. */
	@Query("select s from SignInSession s left join Account a on a.id = s.accountId"
			+ " where s.tokenHash = :tokenHash and s.expiresAt > :now"
			+ " and (s.accountId is null or (a.enabled = true and a.signInVersion = s.accountVersion))")
	Optional<SignInSession> findLive(String tokenHash, Instant now);

	@Query("select s from SignInSession s join Account a on a.id = s.accountId where s.accountId = :accountId"
			+ " and s.expiresAt > :now and a.signInVersion = s.accountVersion order by s.lastUsedAt desc, s.id desc")
	List<SignInSession> ofAccount(long accountId, Instant now);

	SignInSession save(SignInSession session);

	@Modifying
	@Query("update SignInSession s set s.lastUsedAt = :now, s.expiresAt = :expiresAt where s.id = :id")
	void touch(long id, Instant now, Instant expiresAt);

	/** Changes nothing if the session was ended meanwhile. */
	@Modifying
	@Query("update SignInSession s set s.tokenHash = :tokenHash, s.accountId = :accountId,"
			+ " s.accountVersion = :accountVersion, s.device = :device, s.address = :address,"
			+ " s.attributes = :attributes, s.idleSeconds = :idleSeconds, s.expiresAt = :expiresAt where s.id = :id")
	void update(long id, String tokenHash, @Nullable Long accountId, int accountVersion, String device, String address,
			byte[] attributes, int idleSeconds, Instant expiresAt);

	@Modifying
	@Query("delete from SignInSession s where s.tokenHash = :tokenHash")
	void deleteByTokenHash(String tokenHash);

	@Modifying
	@Query("delete from SignInSession s where s.id = :id and s.accountId = :accountId")
	int delete(long id, long accountId);

	@Modifying
	@Query("delete from SignInSession s where s.accountId = :accountId and s.tokenHash <> :except")
	int deleteOfAccount(long accountId, String except);

	@Modifying
	@Query("delete from SignInSession s where s.expiresAt <= :now")
	int deleteExpired(Instant now);

}
