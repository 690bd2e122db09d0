package org.rowhouse.content;

import java.util.Collection;
import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ItemTagRepository extends Repository<ItemTag, Long> {

	void saveAll(Iterable<ItemTag> tags);

	@Query("select t from ItemTag t where t.itemId in :itemIds")
	List<ItemTag> ofItems(Collection<Long> itemIds);

	@Modifying
	@Query("delete from ItemTag t where t.itemId in :itemIds")
	void deleteOfItems(Collection<Long> itemIds);

	/** Of posts in whatever state; an item has a tag once. */
	@Query("select count(*) from ItemTag t where t.slug = :slug")
	long countItems(String slug);

	@Query("select t.itemId from ItemTag t where t.slug = :slug")
	List<Long> itemIds(String slug, Pageable pageable);

	@Query("select t.slug, min(t.name), count(t) from ItemTag t, ContentItem i where i.id = t.itemId and "
			+ ContentItemRepository.VISIBLE_POST + "group by t.slug order by count(t) desc, t.slug")
	List<Object[]> countVisible(Pageable pageable);

	@Query("select min(t.name), count(t) from ItemTag t, ContentItem i where i.id = t.itemId and t.slug = :slug and "
			+ ContentItemRepository.VISIBLE_POST)
	List<Object[]> countTagged(String slug);

}
