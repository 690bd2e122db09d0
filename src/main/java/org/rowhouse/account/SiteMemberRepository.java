package org.rowhouse.account;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SiteMemberRepository extends Repository<SiteMember, SiteMember.Key> {

	@Query("select m from SiteMember m where m.siteId = :siteId and m.accountId = :accountId")
	Optional<SiteMember> find(long siteId, long accountId);

	@Query("select m, a from SiteMember m join Account a on a.id = m.accountId where m.siteId = :siteId"
			+ " order by a.username")
	List<Object[]> ofSite(long siteId);

	@Query("select m from SiteMember m where m.accountId = :accountId")
	List<SiteMember> ofAccount(long accountId);

	SiteMember save(SiteMember member);

	void delete(SiteMember member);

}
