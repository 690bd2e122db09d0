package org.rowhouse.traffic;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Hibernate adds the bound site to every query here.
 */
interface FailedRequestRepository extends Repository<FailedRequestRow, Long> {

	void saveAll(Iterable<FailedRequestRow> rows);

	void deleteAll(Iterable<FailedRequestRow> rows);

	/**
	 * In one order, so that two nodes cannot wait for each other.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select f from FailedRequestRow f order by f.id")
	List<FailedRequestRow> lock();

	@Query("select f from FailedRequestRow f order by f.lastSeen desc, f.id desc")
	List<FailedRequestRow> newestFirst();

	@Modifying
	@Query("delete from FailedRequestRow f where f.lastSeen <= :before")
	int deleteBefore(Instant before);

}
