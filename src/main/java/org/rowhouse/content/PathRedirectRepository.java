package org.rowhouse.content;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface PathRedirectRepository extends Repository<PathRedirectEntity, Long> {

	PathRedirectEntity save(PathRedirectEntity redirect);

	void saveAll(Iterable<PathRedirectEntity> redirects);

	void flush();

	@Query("select r from PathRedirectEntity r order by r.fromPath, r.coverage")
	List<PathRedirectEntity> inOrder();

	@Query("select r from PathRedirectEntity r where r.id > :after order by r.siteId, r.id")
	List<PathRedirectEntity> after(long after, Pageable pageable);

	@Query("select count(r) from PathRedirectEntity r")
	long countAll();

	/** A query, not a look-up by key: this way the bound site is part of it. */
	@Query("select r from PathRedirectEntity r where r.id = :id")
	Optional<PathRedirectEntity> findRedirect(long id);

	@Query("select r from PathRedirectEntity r where lower(r.fromPath) like :pattern escape '!'"
			+ " or lower(r.target) like :pattern escape '!'")
	Page<PathRedirectEntity> search(String pattern, Pageable pageable);

	@Query("select r from PathRedirectEntity r where (lower(r.fromPath) like :pattern escape '!'"
			+ " or lower(r.target) like :pattern escape '!') and (r.fromPath > :from or (r.fromPath = :from"
			+ " and r.id > :id)) order by r.fromPath, r.id")
	List<PathRedirectEntity> searchAfter(String pattern, String from, long id, Pageable pageable);

	@Modifying(flushAutomatically = true)
	@Query("delete from PathRedirectEntity r where r.id in :ids")
	void deleteAll(Collection<Long> ids);

	@Modifying
	@Query("update PathRedirectEntity r set r.hits = r.hits + :more, r.lastHit = :last where r.id = :id")
	int addHits(long id, long more, Instant last);

	/** Of some paths those that have a page or post, in whatever state it is visible. */
	@Query("select i.path from ContentItem i where i.kind = :kind and i.path in :paths"
			+ " and i.state = org.rowhouse.content.ContentState.PUBLISHED")
	List<String> answered(ContentKind kind, Collection<String> paths);

	/** What visitors can read, the last changed first. */
	@Query("select i.kind, i.path from ContentItem i where i.state = org.rowhouse.content.ContentState.PUBLISHED"
			+ " order by i.updatedAt desc, i.id desc")
	List<Object[]> published(Pageable pageable);

}
