package org.rowhouse.content;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

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

	/** Those of a list; all that is asked for is in each of the indexes for lists. */
	String LISTED = "from ContentItem i where i.kind = :kind and i.listed like :pattern escape '!' and i.state in :states"
			+ " and (:author = '' or i.authorSlug = :author)"
			+ " and (:always = true or (i.publishAt >= :from and i.publishAt < :to))";

	/**
	 * Those of a list that have a tag. With {@code in} H2 would fetch each tagged item by
	 * its number, texts and all, in place of reading the index of the list.
	 */
	String LISTED_TAGGED = LISTED + " and exists (select 1 from ItemTag t where t.itemId = i.id and t.slug = :tag)";

	/** Those of a list among few whose numbers are known: they are fetched one by one. */
	String LISTED_OF_FEW = LISTED + " and i.id in :ids";

	/** The beginning of a query for pages as they stand in the tree. */
	String ROW = "select new org.rowhouse.content.PageRow(i.id, i.path, i.title, i.state, i.publishAt, i.source,"
			+ " i.updatedAt, i.hidden, i.position, i.version, i.originSiteId) from ContentItem i"
			+ " where i.kind = org.rowhouse.content.ContentKind.PAGE ";

	ContentItem save(ContentItem item);

	void flush();

	/** A query, not a look-up by key: this way the bound site is part of it. */
	@Query("select i from ContentItem i where i.id = :id")
	Optional<ContentItem> findItem(long id);

	Optional<ContentItem> findByKindAndPath(ContentKind kind, String path);

	/** Of every item where it is and where it comes from, without its texts. */
	@Query("select new org.rowhouse.content.ItemSource(i.id, i.kind, i.path, i.title, i.source, i.sourceDigest,"
			+ " i.originSiteId, i.originItemId) from ContentItem i")
	List<ItemSource> sources();

	@Query("select i from ContentItem i where i.id in :ids")
	List<ContentItem> findItems(Collection<Long> ids);

	/** The next numbers, each with the length of its texts. */
	@Query("select i.id, length(i.markdown) + length(i.html) from ContentItem i where i.id > :after"
			+ " order by i.siteId, i.id")
	List<Object[]> lengthsAfter(long after, Pageable pageable);

	/** Nobody else changes it until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select i from ContentItem i where i.id = :id")
	Optional<ContentItem> findItemToChange(long id);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select i from ContentItem i where i.kind = :kind and i.path = :path")
	Optional<ContentItem> findItemToChange(ContentKind kind, String path);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select i from ContentItem i where i.originSiteId = :originSiteId and i.originItemId = :originItemId")
	Optional<ContentItem> findRepetitionToChange(long originSiteId, long originItemId);

	@Query("select i from ContentItem i where i.originSiteId = :originSiteId and i.originItemId = :originItemId")
	Optional<ContentItem> findRepetition(long originSiteId, long originItemId);

	@Query("select i from ContentItem i order by i.kind, i.path")
	List<ContentItem> inOrder();

	/** All that Hibernate keeps of an item in memory stays as it was. */
	@Modifying
	@Query("update ContentItem i set i.source = :source where i.id = :id")
	int changeSource(long id, String source);

	@Modifying
	@Query("update ContentItem i set i.previewRound = i.previewRound + 1 where i.id = :id and i.kind = :kind")
	int raisePreviewRound(ContentKind kind, long id);

	@Query(SUMMARY
			+ "where i.kind = :kind and (lower(i.title) like :pattern escape '!' or i.path like :pattern escape '!')")
	Page<ItemSummary> search(ContentKind kind, String pattern, Pageable pageable);

	@Query("select i.id " + LISTED)
	List<Long> listed(ContentKind kind, String pattern, Collection<ContentState> states, String author, boolean always,
			Instant from, Instant to, Pageable pageable);

	@Query("select count(*) " + LISTED)
	long countListed(ContentKind kind, String pattern, Collection<ContentState> states, String author, boolean always,
			Instant from, Instant to);

	@Query("select i.id " + LISTED_TAGGED)
	List<Long> listedTagged(ContentKind kind, String pattern, Collection<ContentState> states, String author,
			boolean always, Instant from, Instant to, String tag, Pageable pageable);

	@Query("select count(*) " + LISTED_TAGGED)
	long countListedTagged(ContentKind kind, String pattern, Collection<ContentState> states, String author,
			boolean always, Instant from, Instant to, String tag);

	@Query("select i.id " + LISTED_OF_FEW)
	List<Long> listedOfFew(ContentKind kind, String pattern, Collection<ContentState> states, String author,
			boolean always, Instant from, Instant to, Collection<Long> ids, Pageable pageable);

	@Query("select count(*) " + LISTED_OF_FEW)
	long countListedOfFew(ContentKind kind, String pattern, Collection<ContentState> states, String author,
			boolean always, Instant from, Instant to, Collection<Long> ids);

	/** What comes after a place in the order of titles, with where it stands itself. */
	@Query("select i.id, i.listed " + LISTED + " and i.listed >= :listed and (i.listed > :listed or i.id > :id)"
			+ " and (:tag = '' or exists (select 1 from ItemTag t where t.itemId = i.id and t.slug = :tag))")
	List<Object[]> listedAfter(ContentKind kind, String pattern, Collection<ContentState> states, String author,
			boolean always, Instant from, Instant to, String listed, long id, String tag, Pageable pageable);

	@Query(SUMMARY + "where i.id in :ids")
	List<ItemSummary> summaries(Collection<Long> ids);

	@Query("select count(*) from ContentItem i where i.kind = org.rowhouse.content.ContentKind.PAGE")
	long countPages();

	@Query(ROW)
	List<PageRow> pageRows();

	@Query(ROW + "and i.above = :above and i.path <> '' order by i.siteId, i.kind, i.above, i.position, i.listed, i.id")
	List<PageRow> pageRowsBelow(String above, Pageable pageable);

	@Query(ROW + "and i.above <> '' and not exists (select 1 from ContentItem a"
			+ " where a.kind = org.rowhouse.content.ContentKind.PAGE and a.path = i.above) order by i.path")
	List<PageRow> pageRowsWithoutOneAbove(Pageable pageable);

	@Query(ROW + "and i.path <> '' order by i.siteId, i.kind, i.path")
	List<PageRow> pageRowsByPath(Pageable pageable);

	@Query(ROW + "and i.path in :paths")
	List<PageRow> pageRowsAt(Collection<String> paths);

	@Query(ROW + "and i.id = :id")
	Optional<PageRow> pageRow(long id);

	@Query("select distinct i.above from ContentItem i where i.kind = org.rowhouse.content.ContentKind.PAGE"
			+ " and i.above in :paths")
	List<String> pathsWithPagesBelow(Collection<String> paths);

	/** Without the page itself. */
	@Query(ROW + "and i.path like :below escape '!' order by i.path")
	List<PageRow> branch(String below);

	/**
	 * What stands below a path, and has a path of a length within bounds, stands below
	 * another one; both without a slash at the end.
	 */
	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("update ContentItem i set i.path = concat(:to, substring(i.path, :rest)),"
			+ " i.above = concat(:to, substring(i.above, :rest)),"
			+ " i.listed = concat(substring(i.listed, 1, length(i.listed) - length(i.path)), :to, substring(i.path, :rest)),"
			+ " i.version = i.version + 1, i.updatedAt = :now, i.updatedBy = :who"
			+ " where i.kind = org.rowhouse.content.ContentKind.PAGE and i.path like :below escape '!'"
			+ " and length(i.path) between :shortest and :longest")
	int moveBelow(String below, int shortest, int longest, String to, int rest, Instant now, String who);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("update ContentItem i set i.path = :path, i.above = :above,"
			+ " i.listed = concat(substring(i.listed, 1, length(i.listed) - length(i.path)), :path),"
			+ " i.position = :position, i.version = i.version + 1, i.updatedAt = :now, i.updatedBy = :who where i.id = :id")
	int moveTo(long id, String path, String above, int position, Instant now, String who);

	/** Not a change of what it says: whoever writes it at the same time goes on. */
	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("update ContentItem i set i.position = :position where i.id = :id")
	int placeAt(long id, int position);

	@Query("select i.kind, i.state, count(i) from ContentItem i group by i.kind, i.state")
	List<Object[]> counts();

	@Query("select count(i) from ContentItem i")
	long countAll();

	/** The size of all texts, in the encoding of the database. */
	@Query("select coalesce(sum(octet_length(i.title) + octet_length(i.summary) + octet_length(i.excerpt)"
			+ " + octet_length(i.markdown) + octet_length(i.html)), 0) from ContentItem i")
	long bytes();

	@Query("select max(i.publishAt) from ContentItem i where " + VISIBLE)
	@Nullable Instant lastPublished();

	@Query(SUMMARY + "order by i.updatedAt desc, i.id desc")
	List<ItemSummary> lastChanged(Pageable pageable);

	@Modifying
	@Query("delete from ContentItem i where i.id in :ids")
	void deleteAll(Collection<Long> ids);

	/**
	 * The next older and the next newer one, at most one of each, the older one first.
	 */
	@Query(SUMMARY + "where i.id in (select i.id from ContentItem i where " + VISIBLE_POST
			+ "and i.publishAt <= :at and (i.publishAt < :at or i.id < :id)"
			+ " order by i.publishAt desc, i.id desc fetch first 1 rows only)"
			+ " or i.id in (select i.id from ContentItem i where " + VISIBLE_POST
			+ "and i.publishAt >= :at and (i.publishAt > :at or i.id > :id)"
			+ " order by i.publishAt, i.id fetch first 1 rows only) order by i.publishAt, i.id")
	List<ItemSummary> neighbours(Instant at, long id);

	/** How many posts each day of UTC has, by the number of the day from 1970-01-01. */
	@Query("select floor(extract(epoch from i.publishAt) / 86400), count(i) from ContentItem i where " + VISIBLE_POST
			+ "group by 1")
	List<Object[]> visiblePostDays();

	@Query("select i.publishAt from ContentItem i where " + VISIBLE_POST
			+ "and floor(extract(epoch from i.publishAt) / 86400) in :days")
	List<Instant> visiblePostTimes(Collection<Long> days);

	@Query("select i.authorSlug, min(i.author), count(i) from ContentItem i where " + VISIBLE_POST
			+ "and i.authorSlug <> '' group by i.authorSlug order by count(i) desc, i.authorSlug")
	List<Object[]> countByAuthor(Pageable pageable);

	@Query("select min(i.author), count(i) from ContentItem i where " + VISIBLE_POST + "and i.authorSlug = :slug")
	List<Object[]> countBy(String slug);

	/** Those above, and those right below that menus do not leave out. */
	@Query(SUMMARY + "where " + VISIBLE_PAGE + "and (i.path in :above or (i.hidden = false and i.path <> ''"
			+ " and i.path like :below escape '!' and i.path not like :deeper escape '!')) order by i.path")
	List<ItemSummary> visibleRelatives(Collection<String> above, String below, String deeper, Pageable pageable);

	/**
	 * Those above come before those below, so that a limit cuts no branch off its stem.
	 */
	@Query("select new org.rowhouse.content.OutlinePage(i.path, i.title, i.position, i.hidden) from ContentItem i where "
			+ VISIBLE_PAGE
			+ "and i.path <> '' and i.path not like :deeper order by length(i.path) - length(replace(i.path, '/', '')),"
			+ " i.path, i.id")
	List<OutlinePage> visiblePages(String deeper, Pageable pageable);

	/** What shows a file or leads to it, in its text or as its cover. */
	@Query(SUMMARY
			+ "where i.markdown like :pattern escape '!' or i.cover = :path order by i.updatedAt desc, i.id desc")
	List<ItemSummary> using(String pattern, String path, Pageable pageable);

}
