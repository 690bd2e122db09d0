package org.rowhouse.api;

import java.time.Instant;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface IdempotentRequestRepository extends Repository<IdempotentRequest, IdempotentRequest.Key> {

	IdempotentRequest save(IdempotentRequest request);

	@Query("select r from IdempotentRequest r where r.accountId = :accountId and r.keyHash = :keyHash")
	Optional<IdempotentRequest> find(long accountId, String keyHash);

	@Modifying
	@Query("delete from IdempotentRequest r where r.accountId = :accountId and r.keyHash = :keyHash")
	void forget(long accountId, String keyHash);

	@Modifying
	@Query("delete from IdempotentRequest r where r.createdAt < :before")
	int forgetOlder(Instant before);

}
