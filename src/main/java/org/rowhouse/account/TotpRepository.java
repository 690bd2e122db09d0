package org.rowhouse.account;

import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TotpRepository extends Repository<Totp, Long> {

	Optional<Totp> findByAccountId(long accountId);

	Totp save(Totp totp);

	/** Of two that send the same code at once only one uses it. */
	@Modifying
	@Query("update Totp t set t.lastStep = :step where t.accountId = :accountId and t.lastStep < :step")
	int use(long accountId, long step);

	@Modifying
	@Query("delete from Totp t where t.accountId = :accountId")
	int deleteByAccountId(long accountId);

}
