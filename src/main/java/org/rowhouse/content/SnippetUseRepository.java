package org.rowhouse.content;

import java.util.Collection;
import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Every query names the site, or asks for numbers only: Hibernate does not add it here.
 */
interface SnippetUseRepository extends Repository<SnippetUse, SnippetUse.Key> {

	void saveAll(Iterable<SnippetUse> uses);

	@Modifying
	@Query("delete from SnippetUse u where u.siteId = :siteId and u.itemId in :itemIds")
	void deleteOfItems(long siteId, Collection<Long> itemIds);

	@Query("select u.itemId from SnippetUse u where u.name = :name and u.siteId = :siteId order by u.itemId")
	List<Long> itemsThatShow(long siteId, String name, Pageable pageable);

	/** How many items of a site show each snippet. */
	@Query("select u.name, count(*) from SnippetUse u where u.siteId = :siteId group by u.name")
	List<Object[]> countItems(long siteId);

	/** How many sites show each of the platform's. */
	@Query("select u.name, count(distinct u.siteId) from SnippetUse u"
			+ " where u.name in (select s.name from PlatformSnippet s) group by u.name")
	List<Object[]> countSites();

	@Query("select distinct u.siteId from SnippetUse u where u.name = :name order by u.siteId")
	List<Long> sitesThatShow(String name, Pageable pageable);

}
