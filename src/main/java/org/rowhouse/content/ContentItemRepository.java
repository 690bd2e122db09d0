package org.rowhouse.content;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface ContentItemRepository extends Repository<ContentItem, Long> {

	/** The beginning of a query for items without their texts. */
	String SUMMARY = "select new org.rowhouse.content.ItemSummary(i.id, i.kind, i.path, i.title, i.excerpt, i.state,"
			+ " i.publishAt, i.source, i.updatedAt, i.author, i.cover, i.coverAlt, i.pinned, i.hidden, i.position) from ContentItem i ";

	/** What visitors may see. */
	String VISIBLE = "i.state = org.rowhouse.content.ContentState.PUBLISHED ";

	/** Posts that visitors may see. */
	String VISIBLE_POST = "i.kind = org.rowhouse.content.ContentKind.POST and " + VISIBLE;

	/** Pages that visitors may see. */
	String VISIBLE_PAGE = "i.kind = org.rowhouse.content.ContentKind.PAGE and " + VISIBLE;

	ContentItem save(ContentItem item);

	void flush();

	/** A query, not a look-up by key: this way the bound site is part of it. */
	@Query("select i from ContentItem i where i.id = :id")
	Optional<ContentItem> findItem(long id);

	Optional<ContentItem> findByKindAndPath(ContentKind kind, String path);

	/** Of every item where it is and where it comes from, without its texts. */
	@Query("select new org.rowhouse.content.ItemSource(i.id, i.kind, i.path, i.title, i.source, i.sourceDigest)"
			+ " from ContentItem i")
	List<ItemSource> sources();

	@Query("select i from ContentItem i where i.id in :ids")
	List<ContentItem> findItems(Collection<Long> ids);

	/** Nobody else changes it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select i from ContentItem i where i.id = :id")
	Optional<ContentItem> findItemToChange(long id);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select i from ContentItem i where i.kind = :kind and i.path = :path")
	Optional<ContentItem> findItemToChange(ContentKind kind, String path);

	@Query("select i from ContentItem i order by i.kind, i.path")
	List<ContentItem> inOrder();

	/** All that Hibernate keeps of an item in memory stays as it was. */
	@Modifying
	@Query("update ContentItem i set i.source = :source where i.id = :id")
	int changeSource(long id, String source);

	@Query(SUMMARY
			+ "where i.kind = :kind and (lower(i.title) like :pattern escape '!' or i.path like :pattern escape '!')")
	Page<ItemSummary> search(ContentKind kind, String pattern, Pageable pageable);

	@Query("select i.kind, i.state, count(i) from ContentItem i group by i.kind, i.state")
	List<Object[]> counts();

	@Query("select count(i) from ContentItem i")
	long countAll();

	/** The size of all texts, in the encoding of the database. */
	@Query("select coalesce(sum(octet_length(i.title) + octet_length(i.summary) + octet_length(i.excerpt)"
			+ " + octet_length(i.markdown) + octet_length(i.html)), 0) from ContentItem i")
	long bytes();

	@Query(SUMMARY + "order by i.updatedAt desc, i.id desc")
	List<ItemSummary> lastChanged(Pageable pageable);

	@Modifying
	@Query("delete from ContentItem i where i.id in :ids")
	void deleteAll(Collection<Long> ids);

	@Query("select i from ContentItem i where i.kind = :kind and i.path = :path and " + VISIBLE)
	Optional<ContentItem> findVisible(ContentKind kind, String path);

	@Query(SUMMARY + "where " + VISIBLE + "order by i.updatedAt desc, i.id desc")
	List<ItemSummary> visible(Pageable pageable);

	@Query(SUMMARY + "where " + VISIBLE_POST)
	Page<ItemSummary> visiblePosts(Pageable pageable);

	@Query(SUMMARY + "where " + VISIBLE_POST + "and i.publishAt >= :from and i.publishAt < :to")
	Page<ItemSummary> visiblePostsBetween(Instant from, Instant to, Pageable pageable);

	@Query(SUMMARY + "where " + VISIBLE_POST + "and i.id in (select t.itemId from ItemTag t where t.slug = :slug)")
	Page<ItemSummary> visiblePostsTagged(String slug, Pageable pageable);

	@Query("select i from ContentItem i where " + VISIBLE_POST + "order by i.publishAt desc, i.id desc")
	List<ContentItem> newestPosts(Pageable pageable);

	@Query(SUMMARY + "where " + VISIBLE_POST + "and (i.publishAt < :at or (i.publishAt = :at and i.id < :id))"
			+ " order by i.publishAt desc, i.id desc")
	List<ItemSummary> olderPosts(Instant at, long id, Pageable pageable);

	@Query(SUMMARY + "where " + VISIBLE_POST + "and (i.publishAt > :at or (i.publishAt = :at and i.id > :id))"
			+ " order by i.publishAt, i.id")
	List<ItemSummary> newerPosts(Instant at, long id, Pageable pageable);

	@Query("select i.publishAt from ContentItem i where " + VISIBLE_POST)
	List<Instant> visiblePostTimes();

	@Query(SUMMARY + "where " + VISIBLE_PAGE
			+ "and i.path like :below escape '!' and i.path not like :deeper escape '!'" + " and i.path <> ''")
	List<ItemSummary> visibleChildren(String below, String deeper);

	@Query(SUMMARY + "where " + VISIBLE_PAGE + "and i.path in :paths order by length(i.path)")
	List<ItemSummary> visiblePagesAt(Collection<String> paths);

	/**
	 * Those above come before those below, so that a limit cuts no branch off its stem.
	 */
	@Query(SUMMARY + "where " + VISIBLE_PAGE
			+ "and i.path <> '' and i.path not like :deeper order by length(i.path) - length(replace(i.path, '/', '')),"
			+ " i.path, i.id")
	List<ItemSummary> visiblePages(String deeper, Pageable pageable);

}
