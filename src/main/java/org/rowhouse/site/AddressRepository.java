package org.rowhouse.site;

import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AddressRepository extends Repository<AddressEntity, Long> {

	@Query("select a from AddressEntity a order by a.siteId, a.position")
	List<AddressEntity> findAllInOrder();

	List<AddressEntity> findBySiteIdOrderByPosition(long siteId);

	void saveAll(Iterable<AddressEntity> addresses);

	@Modifying
	@Query("delete from AddressEntity a where a.siteId = :siteId")
	void deleteBySiteId(long siteId);

}
