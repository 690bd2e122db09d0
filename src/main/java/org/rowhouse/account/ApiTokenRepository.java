package org.rowhouse.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiTokenRepository extends Repository<ApiTokenEntity, Long> {

	ApiTokenEntity save(ApiTokenEntity token);

	@Query("select t, a from ApiTokenEntity t join Account a on a.id = t.accountId"
			+ " where t.secretHash = :hash and t.expiresAt > :now and a.enabled = true")
	List<Object[]> findValid(String hash, Instant now);

	@Query("select t from ApiTokenEntity t where t.accountId = :accountId order by t.id desc")
	List<ApiTokenEntity> ofAccount(long accountId);

	@Query("select t from ApiTokenEntity t where t.id = :id and t.accountId = :accountId")
	Optional<ApiTokenEntity> find(long id, long accountId);

	@Query("select count(*) from ApiTokenEntity t where t.accountId = :accountId")
	long countOfAccount(long accountId);

	@Modifying
	@Query("update ApiTokenEntity t set t.lastUsedAt = :now where t.id = :id")
	void markUsed(long id, Instant now);

	void delete(ApiTokenEntity token);

	@Modifying
	@Query("delete from ApiTokenEntity t where t.accountId = :accountId")
	int deleteOfAccount(long accountId);

	@Modifying
	@Query("delete from ApiTokenEntity t where t.expiresAt < :before")
	int deleteExpired(Instant before);

}
