package org.rowhouse.site;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import jakarta.persistence.QueryHint;
import org.hibernate.jpa.HibernateHints;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

interface AddressRepository extends Repository<AddressEntity, Long> {

	/** Read row by row, so that a million of them need no memory of their own. */
	@QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "2000"))
	@Query("""
			select new org.rowhouse.site.AddressRow(a.siteId, a.host, a.names, a.path, a.role, a.challenge)
			from AddressEntity a where a.siteId is not null order by a.siteId, a.position""")
	Stream<AddressRow> streamInOrder();

	List<AddressEntity> findBySiteIdOrderByPosition(long siteId);

	List<AddressEntity> findBySiteIdIsNullOrderById();

	@Query("""
			select new org.rowhouse.site.AddressHolder(a.host, a.path, s.siteKey)
			from AddressEntity a left join SiteEntity s on s.id = a.siteId
			where a.host in :hosts and (a.siteId is null or a.siteId <> :siteId)""")
	List<AddressHolder> findOtherHolders(Collection<String> hosts, long siteId);

	AddressEntity save(AddressEntity address);

	void saveAll(Iterable<AddressEntity> addresses);

	@Modifying
	@Query("delete from AddressEntity a where a.siteId = :siteId")
	void deleteBySiteId(long siteId);

	@Modifying
	@Query("delete from AddressEntity a where a.siteId is null and a.host = :host and a.path = :path")
	int deleteShared(String host, String path);

	/** Whoever proves a host proves it for every path on it. */
	@Modifying
	@Query("""
			update AddressEntity a set a.challenge = null
			where a.siteId = :siteId and a.host = :host and a.challenge = :challenge""")
	int clearChallenge(long siteId, String host, String challenge);

}
