package org.rowhouse.visitor;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface AreaRepository extends Repository<AreaEntity, Long> {

	AreaEntity saveAndFlush(AreaEntity area);

	@Query("select a from AreaEntity a order by a.path")
	List<AreaEntity> inOrder();

	@Query("select a from AreaEntity a where a.id > :after order by a.id")
	List<AreaEntity> after(long after, Pageable pageable);

	@Query("select a from AreaEntity a where a.id = :id")
	Optional<AreaEntity> findArea(long id);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from AreaEntity a where a.id = :id")
	Optional<AreaEntity> findAreaToChange(long id);

	@Query("select count(*) from AreaEntity a where a.path = :path")
	long countAt(String path);

	@Query("select count(*) from AreaEntity a")
	long countAll();

	@Modifying
	@Query("delete from AreaEntity a where a.id = :id")
	void deleteArea(long id);

}
