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
interface VisitorRepository extends Repository<VisitorEntity, Long> {

	VisitorEntity saveAndFlush(VisitorEntity visitor);

	@Query("select v from VisitorEntity v order by v.name")
	List<VisitorEntity> inOrder();

	/** Of each its number and its stamp. */
	@Query("select v.id, v.stamp from VisitorEntity v")
	List<Object[]> stamps();

	@Query("select v from VisitorEntity v where v.id > :after order by v.id")
	List<VisitorEntity> after(long after, Pageable pageable);

	@Query("select v from VisitorEntity v where v.name = :name")
	Optional<VisitorEntity> findVisitor(String name);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select v from VisitorEntity v where v.name = :name")
	Optional<VisitorEntity> findVisitorToChange(String name);

	@Query("select count(*) from VisitorEntity v")
	long countAll();

	@Modifying
	@Query("delete from VisitorEntity v where v.name = :name")
	int deleteVisitor(String name);

}
