package org.rowhouse.site;

import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SiteTagRepository extends Repository<SiteTagEntity, SiteTagEntity.Key> {

	@Query("select t from SiteTagEntity t order by t.siteId, t.folded")
	List<SiteTagEntity> inOrder();

	@Query("select t from SiteTagEntity t where t.siteId = :siteId order by t.folded")
	List<SiteTagEntity> ofSite(long siteId);

	void saveAll(Iterable<SiteTagEntity> tags);

	@Modifying(clearAutomatically = true)
	@Query("delete from SiteTagEntity t where t.siteId = :siteId")
	void deleteOfSite(long siteId);

}
