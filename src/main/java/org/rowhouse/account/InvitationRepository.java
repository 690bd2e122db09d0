package org.rowhouse.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface InvitationRepository extends Repository<InvitationEntity, Long> {

	@Query("select i from InvitationEntity i where i.tokenHash = :tokenHash and i.expiresAt > :now")
	Optional<InvitationEntity> findLive(String tokenHash, Instant now);

	@Query("select i from InvitationEntity i where i.siteId = :siteId and i.expiresAt > :now order by i.email")
	List<InvitationEntity> ofSite(long siteId, Instant now);

	@Query("select i from InvitationEntity i where i.siteId is null and i.expiresAt > :now order by i.email")
	List<InvitationEntity> ofPlatform(Instant now);

	InvitationEntity save(InvitationEntity invitation);

	@Modifying
	@Query("delete from InvitationEntity i where i.email = :email and i.siteId = :siteId")
	void deleteOfSite(long siteId, String email);

	@Modifying
	@Query("delete from InvitationEntity i where i.email = :email and i.siteId is null")
	void deleteOfPlatform(String email);

	@Modifying
	@Query("delete from InvitationEntity i where i.id = :id and i.siteId = :siteId")
	int withdrawOfSite(long siteId, long id);

	@Modifying
	@Query("delete from InvitationEntity i where i.id = :id and i.siteId is null")
	int withdrawOfPlatform(long id);

	/** Of two at once only one deletes it. */
	@Modifying
	@Query("delete from InvitationEntity i where i.tokenHash = :tokenHash")
	int use(String tokenHash);

	@Modifying
	@Query("delete from InvitationEntity i where i.expiresAt <= :now")
	void deleteExpired(Instant now);

}
