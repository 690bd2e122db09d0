package org.rowhouse.site;

import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SiteLimitsRepository extends Repository<SiteLimitsEntity, Long> {

	List<SiteLimitsEntity> findAll();

	SiteLimitsEntity save(SiteLimitsEntity limits);

	@Modifying
	@Query("delete from SiteLimitsEntity l where l.siteId = :siteId")
	void deleteRow(long siteId);

}
