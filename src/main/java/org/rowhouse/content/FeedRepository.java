package org.rowhouse.content;

import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface FeedRepository extends Repository<ContentItem, Long> {

	/** Posts that visitors may see. */
	String POST = "i.kind = org.rowhouse.content.ContentKind.POST"
			+ " and i.state = org.rowhouse.content.ContentState.PUBLISHED ";

	/** What visitors may see and no other site shares. */
	String OWN = "from ContentItem i where i.state = org.rowhouse.content.ContentState.PUBLISHED"
			+ " and i.originSiteId is null ";

	@Query("select i from ContentItem i where " + POST + "order by i.publishAt desc, i.id desc")
	List<ContentItem> newest(Pageable pageable);

	@Query("select i from ContentItem i where " + POST
			+ "and i.id in (select t.itemId from ItemTag t where t.slug = :slug) order by i.publishAt desc, i.id desc")
	List<ContentItem> newestTagged(String slug, Pageable pageable);

	@Query("select count(i) " + OWN)
	long countOwn();

	@Query("select i.kind, i.path, i.updatedAt " + OWN + "order by i.id")
	List<Object[]> own(Pageable pageable);

	@Query("select t.name from ItemTag t where t.slug = :slug and t.itemId in (select i.id from ContentItem i where "
			+ POST + ") order by t.id")
	List<String> namesOfTag(String slug, Pageable pageable);

}
