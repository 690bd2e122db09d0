package org.rowhouse.content;

import java.util.Collection;
import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Every query names the site whose items are shared: Hibernate does not add it here.
 */
interface ItemShareRepository extends Repository<ItemShare, Long> {

	ItemShare save(ItemShare share);

	@Query("select s from ItemShare s where s.originSiteId = :originSiteId and s.itemId = :itemId order by s.id")
	List<ItemShare> ofItem(long originSiteId, long itemId);

	@Query("select s from ItemShare s where s.originSiteId = :originSiteId order by s.itemId, s.id")
	List<ItemShare> ofSite(long originSiteId, Pageable pageable);

	@Query("select distinct s.itemId from ItemShare s where s.originSiteId = :originSiteId and s.itemId in :itemIds")
	List<Long> sharedAmong(long originSiteId, Collection<Long> itemIds);

	@Modifying
	@Query("delete from ItemShare s where s.originSiteId = :originSiteId and s.itemId = :itemId"
			+ " and s.targetSiteId = :targetSiteId")
	int deleteShare(long originSiteId, long itemId, long targetSiteId);

	/** Of sites that have been deleted. */
	@Query("select s from ItemShare s where s.livingSiteId is null order by s.id")
	List<ItemShare> ofDeletedSites(Pageable pageable);

}
