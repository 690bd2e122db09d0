package org.rowhouse.content;

import java.util.Collection;
import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface PublishedTextRepository extends Repository<ContentItem, Long> {

	/** Of each item number, version, time of the last change, path and kind. */
	@Query("select i.id, i.version, i.updatedAt, i.path, i.kind from ContentItem i where "
			+ ContentItemRepository.VISIBLE + "and i.id > :after order by i.siteId, i.id")
	List<Object[]> stampsAfter(long after, Pageable pageable);

	@Query("select i from ContentItem i where " + ContentItemRepository.VISIBLE
			+ "and i.id > :after order by i.siteId, i.id")
	List<ContentItem> after(long after, Pageable pageable);

	@Query("select i from ContentItem i where " + ContentItemRepository.VISIBLE + "and i.id in :ids order by i.id")
	List<ContentItem> of(Collection<Long> ids);

}
