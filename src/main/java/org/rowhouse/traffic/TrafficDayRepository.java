package org.rowhouse.traffic;

import java.util.Collection;
import java.util.List;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Rows of all sites.
 */
interface TrafficDayRepository extends Repository<TrafficDay, Long> {

	void saveAll(Iterable<TrafficDay> rows);

	void deleteAll(Iterable<TrafficDay> rows);

	/** In one order, so that two nodes cannot wait for each other. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select d from TrafficDay d where d.siteId in :siteIds order by d.siteId")
	List<TrafficDay> lock(Collection<Long> siteIds);

	@Query("select d.siteId from TrafficDay d order by d.siteId")
	List<Long> siteIds();

	@Query("select new org.rowhouse.traffic.DayTraffic(d.siteId, d.requests, d.clientErrors, d.serverErrors, d.bytes)"
			+ " from TrafficDay d")
	List<DayTraffic> all();

	@Query("select d.siteId from TrafficDay d where d.requests > 0 order by d.requests desc, d.siteId")
	List<Long> busiest(Limit limit);

}
