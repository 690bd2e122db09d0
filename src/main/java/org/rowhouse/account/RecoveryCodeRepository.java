package org.rowhouse.account;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RecoveryCodeRepository extends Repository<RecoveryCode, RecoveryCode.Key> {

	RecoveryCode save(RecoveryCode code);

	int countByAccountId(long accountId);

	/** Of two at once only one deletes it. */
	@Modifying
	@Query("delete from RecoveryCode c where c.accountId = :accountId and c.codeHash = :codeHash")
	int use(long accountId, String codeHash);

	@Modifying
	@Query("delete from RecoveryCode c where c.accountId = :accountId")
	void deleteByAccountId(long accountId);

}
