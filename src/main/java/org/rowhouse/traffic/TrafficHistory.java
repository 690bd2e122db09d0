package org.rowhouse.traffic;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Service;

/**
 * What was asked of sites in the last 30 days, by the hour, as it was at the last write.
 */
@Service
public class TrafficHistory {

	private final TrafficHourRepository hours;

	private final TrafficDayRepository days;

	private final AllSites allSites;

	private final Clock clock = Clock.systemUTC();

	TrafficHistory(TrafficHourRepository hours, TrafficDayRepository days, AllSites allSites) {
		this.hours = hours;
		this.days = days;
		this.allSites = allSites;
	}

	/**
	 * Returns what was asked of a site.
	 * @param site the site, whose time zone says where days begin
	 * @param range how far back
	 * @return all periods, also those in which nobody came
	 */
	public Traffic of(Site site, TrafficRange range) {
		return of(site, range, this.clock.instant());
	}

	Traffic of(Site site, TrafficRange range, Instant now) {
		List<Instant> bounds = range.bounds(now, site.timeZone());
		TreeMap<Instant, Sums> sums = new TreeMap<>();
		bounds.subList(0, bounds.size() - 1).forEach((from) -> sums.put(from, new Sums()));
		Sums total = new Sums();
		List<TrafficHour> rows = this.allSites.call("show the traffic of a site",
				() -> this.hours.since(site.id(), bounds.get(0)));
		for (TrafficHour row : rows) {
			Sums hour = new Sums(row);
			sums.floorEntry(row.beginsAt()).getValue().add(hour);
			total.add(hour);
		}
		List<TrafficPeriod> periods = new ArrayList<>();
		for (int i = 0; i < bounds.size() - 1; i++) {
			Sums period = sums.get(bounds.get(i));
			if (period != null) {
				periods.add(new TrafficPeriod(bounds.get(i), bounds.get(i + 1), period.toFigures()));
			}
		}
		return new Traffic(range, List.copyOf(periods), total.toFigures());
	}

	/**
	 * Returns the last 24 hours of all sites to which somebody came.
	 * @return what was asked of them, by the number of the site
	 */
	public Map<Long, DayTraffic> days() {
		return this.allSites.call("list sites by their traffic", this.days::all)
			.stream()
			.collect(Collectors.toMap(DayTraffic::siteId, (day) -> day));
	}

	/**
	 * Returns the last 24 hours of some sites, by the hour.
	 * @param siteIds the numbers of the sites
	 * @return of each of them how many requests there were, the oldest hour first
	 */
	public Map<Long, List<HourlyRequests>> hourly(Collection<Long> siteIds) {
		Instant first = TrafficWriter.startOfDay(this.clock.instant());
		List<HourlyRequests> rows = (siteIds.isEmpty()) ? List.of()
				: this.allSites.call("show the traffic of some sites", () -> this.hours.requests(siteIds, first));
		Map<Long, Map<Instant, HourlyRequests>> bySite = rows.stream()
			.collect(Collectors.groupingBy(HourlyRequests::siteId,
					Collectors.toMap(HourlyRequests::beginsAt, (row) -> row)));
		return siteIds.stream().distinct().collect(Collectors.toMap((siteId) -> siteId, (siteId) -> {
			Map<Instant, HourlyRequests> present = bySite.getOrDefault(siteId, Map.of());
			List<HourlyRequests> all = new ArrayList<>();
			for (int hour = 0; hour < 24; hour++) {
				Instant beginsAt = first.plus(hour, ChronoUnit.HOURS);
				all.add(present.getOrDefault(beginsAt, new HourlyRequests(siteId, beginsAt, 0, 0)));
			}
			return all;
		}));
	}

}
