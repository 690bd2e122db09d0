package org.rowhouse.account;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PasskeyRepository extends Repository<Passkey, Long> {

	Optional<Passkey> findByCredentialId(String credentialId);

	List<Passkey> findByAccountIdOrderById(long accountId);

	@Query("select p from Passkey p where p.id = :id and p.accountId = :accountId")
	Optional<Passkey> find(long id, long accountId);

	Passkey save(Passkey passkey);

	@Modifying
	@Query("delete from Passkey p where p.id = :id and p.accountId = :accountId")
	int delete(long id, long accountId);

	@Modifying
	@Query("delete from Passkey p where p.accountId = :accountId")
	int deleteOfAccount(long accountId);

}
