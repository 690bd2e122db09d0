package org.rowhouse.content;

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
interface MissingPathRepository extends Repository<MissingPathEntity, Long> {

	void saveAll(Iterable<MissingPathEntity> paths);

	void flush();

	@Query("select m from MissingPathEntity m where m.id = :id")
	Optional<MissingPathEntity> findMissing(long id);

	@Query("select m from MissingPathEntity m where m.path in :paths")
	List<MissingPathEntity> at(Collection<String> paths);

	@Query("select m from MissingPathEntity m where m.ignored = :ignored and m.path <> ''")
	Page<MissingPathEntity> list(boolean ignored, Pageable pageable);

	@Query("select count(m) from MissingPathEntity m where m.ignored = :ignored and m.path <> ''")
	long count(boolean ignored);

	@Query("select m.id from MissingPathEntity m where m.ignored = :ignored and m.path <> '' order by m.lastSeen, m.id")
	List<Long> leastRecent(boolean ignored, Pageable pageable);

	@Modifying
	@Query("delete from MissingPathEntity m where m.id in :ids")
	void deleteAll(Collection<Long> ids);

	@Modifying
	@Query("delete from MissingPathEntity m where m.ignored = false")
	void clear();

	@Modifying
	@Query("delete from MissingPathEntity m where m.path = :path or (:below <> '' and m.path like :below escape '!')")
	void deleteCovered(String path, String below);

}
