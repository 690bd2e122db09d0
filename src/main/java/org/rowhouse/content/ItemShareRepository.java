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

	@Query("select distinct s.itemId from ItemShare s where s.originSiteId = :originSiteId order by s.itemId")
	List<Long> sharedOf(long originSiteId);

	@Query("select distinct s.itemId from ItemShare s where s.originSiteId = :originSiteId and s.itemId in :itemIds")
	List<Long> sharedAmong(long originSiteId, Collection<Long> itemIds);

	@Query("select distinct s.itemId from ItemShare s, SnippetUse u where s.originSiteId = :originSiteId"
			+ " and u.siteId = s.originSiteId and u.itemId = s.itemId and u.name = :snippet")
	List<Long> sharedThatShow(long originSiteId, String snippet);

	/** Of all sites: each time the number of the site and that of the item. */
	@Query("select distinct s.originSiteId, s.itemId from ItemShare s, SnippetUse u"
			+ " where u.siteId = s.originSiteId and u.itemId = s.itemId and u.name = :snippet")
	List<Object[]> sharedThatShow(String snippet);

	@Modifying
	@Query("delete from ItemShare s where s.originSiteId = :originSiteId and s.itemId = :itemId"
			+ " and s.targetSiteId = :targetSiteId")
	int deleteShare(long originSiteId, long itemId, long targetSiteId);

	/** Of sites that have been deleted. */
	@Query("select s from ItemShare s where s.livingSiteId is null order by s.id")
	List<ItemShare> ofDeletedSites(Pageable pageable);

}
