package org.rowhouse.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface ContentAutosaveRepository extends Repository<ContentAutosave, Long> {

	ContentAutosave save(ContentAutosave autosave);

	void flush();

	@Query("select a from ContentAutosave a where a.person = :person and a.kind = :kind and a.slot = :slot")
	Optional<ContentAutosave> find(String person, ContentKind kind, String slot);

	@Query("select a from ContentAutosave a where a.id = :id and a.kind = :kind")
	Optional<ContentAutosave> find(long id, ContentKind kind);

	@Query("select a from ContentAutosave a where a.person = :person and a.kind = :kind and a.itemId is null"
			+ " order by a.savedAt desc")
	List<ContentAutosave> ofNewItems(String person, ContentKind kind, Pageable pageable);

	@Query("select new org.rowhouse.content.Autosaves$Editor(a.person, a.beganAt) from ContentAutosave a"
			+ " where a.itemId = :itemId and a.person <> :person and a.savedAt > :since order by a.beganAt")
	List<Autosaves.Editor> editors(long itemId, String person, Instant since);

	@Query("select a.id from ContentAutosave a where a.person = :person order by a.savedAt desc, a.id desc")
	List<Long> newestFirst(String person);

	@Modifying
	@Query("delete from ContentAutosave a where a.id in :ids")
	void deleteAll(List<Long> ids);

	@Modifying
	@Query("delete from ContentAutosave a where a.person = :person and a.kind = :kind and a.slot = :slot")
	void delete(String person, ContentKind kind, String slot);

	@Modifying
	@Query("delete from ContentAutosave a where a.savedAt < :time")
	int deleteBefore(Instant time);

}
