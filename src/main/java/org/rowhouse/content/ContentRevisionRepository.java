package org.rowhouse.content;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface ContentRevisionRepository extends Repository<ContentRevision, Long> {

	void saveAll(Iterable<ContentRevision> revisions);

	void flush();

	@Query("select new org.rowhouse.content.ContentRevision$Key(r.itemId, r.number) from ContentRevision r"
			+ " where r.itemId in :itemIds")
	List<ContentRevision.Key> keys(Collection<Long> itemIds);

	@Query("select r.itemId from ContentRevision r where r.itemId in :itemIds group by r.itemId having count(r) > :count")
	List<Long> withMoreThan(long count, Collection<Long> itemIds);

	@Query("select r.itemId from ContentRevision r where r.itemId in :itemIds group by r.itemId"
			+ " having sum(r.size) > :characters")
	List<Long> largerThan(long characters, Collection<Long> itemIds);

	@Query("select new org.rowhouse.content.Revision(r.number, r.savedAt, r.savedBy, r.action, r.restoredFrom, r.title)"
			+ " from ContentRevision r where r.itemId = :itemId order by r.number desc")
	List<Revision> ofItem(long itemId);

	@Query("select r.number, r.savedAt, r.action, r.size from ContentRevision r where r.itemId = :itemId")
	List<Object[]> marks(long itemId);

	@Query("select r from ContentRevision r where r.itemId = :itemId and r.number = :number")
	Optional<ContentRevision> find(long itemId, long number);

	@Modifying
	@Query("delete from ContentRevision r where r.itemId = :itemId and r.number in :numbers")
	void delete(long itemId, Collection<Long> numbers);

}
