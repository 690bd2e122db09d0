package org.rowhouse.traffic;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Rows of all sites: each query names the sites that it is about.
 */
interface TrafficHourRepository extends Repository<TrafficHour, TrafficHour.Key> {

	void saveAll(Iterable<TrafficHour> rows);

	@Query("select h from TrafficHour h where h.siteId in :siteIds and h.beginsAt = :beginsAt")
	List<TrafficHour> find(Collection<Long> siteIds, Instant beginsAt);

	/** In one order, so that two nodes cannot wait for each other. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select h from TrafficHour h where h.siteId in :siteIds and h.beginsAt = :beginsAt order by h.siteId")
	List<TrafficHour> lock(Collection<Long> siteIds, Instant beginsAt);

	@Query("select h from TrafficHour h where h.siteId = :siteId and h.beginsAt >= :from order by h.beginsAt")
	List<TrafficHour> since(long siteId, Instant from);

	@Query("select new org.rowhouse.traffic.HourlyRequests(h.siteId, h.beginsAt, h.requests, h.serverErrors)"
			+ " from TrafficHour h where h.siteId in :siteIds and h.beginsAt >= :from")
	List<HourlyRequests> requests(Collection<Long> siteIds, Instant from);

	@Query("select new org.rowhouse.traffic.DayTraffic(h.siteId, sum(h.requests), sum(h.clientErrors),"
			+ " sum(h.serverErrors), sum(h.bytes)) from TrafficHour h where h.siteId in :siteIds"
			+ " and h.beginsAt >= :from group by h.siteId")
	List<DayTraffic> sums(Collection<Long> siteIds, Instant from);

	@Modifying
	@Query("delete from TrafficHour h where h.siteId in :siteIds and h.beginsAt < :before")
	int deleteBefore(Collection<Long> siteIds, Instant before);

}
