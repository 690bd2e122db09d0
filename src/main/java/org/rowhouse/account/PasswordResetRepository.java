package org.rowhouse.account;

import java.time.Instant;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PasswordResetRepository extends Repository<PasswordReset, String> {

	Optional<PasswordReset> findByTokenHash(String tokenHash);

	@Query("select count(*) from PasswordReset r where r.accountId = :accountId and r.expiresAt > :now")
	int countLive(long accountId, Instant now);

	PasswordReset save(PasswordReset reset);

	/** Of two at once only one deletes it. */
	@Modifying
	@Query("delete from PasswordReset r where r.tokenHash = :tokenHash")
	int use(String tokenHash);

	@Modifying
	@Query("delete from PasswordReset r where r.expiresAt <= :now")
	void deleteExpired(Instant now);

}
