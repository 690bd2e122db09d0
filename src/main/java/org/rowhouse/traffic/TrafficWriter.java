package org.rowhouse.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what was counted of many sites in one transaction. Several nodes add to the same
 * rows: whoever comes second waits for the first and adds to what that one wrote. Two
 * that make the same row at the same time get an exception of which the second one tries
 * again.
 */
@Component
class TrafficWriter {

	/** The running hour and those before it. */
	private static final Duration DAY = Duration.ofHours(23);

	/** As many days as are shown, and one for the zones in which they begin earlier. */
	private static final Duration KEPT = Duration.ofDays(31);

	private final TrafficHourRepository hours;

	private final TrafficDayRepository days;

	private final AllSites allSites;

	private final TransactionTemplate transaction;

	TrafficWriter(TrafficHourRepository hours, TrafficDayRepository days, AllSites allSites,
			PlatformTransactionManager transactionManager) {
		this.hours = hours;
		this.days = days;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Adds what was counted in an hour.
	 * @param beginsAt the beginning of the hour
	 * @param sums what was counted, by the number of the site
	 * @param now the time
	 * @throws org.springframework.dao.DataAccessException if it could not be written;
	 * nothing of it has been
	 */
	void add(Instant beginsAt, SortedMap<Long, Sums> sums, Instant now) {
		inTransaction("write what was counted of sites", () -> {
			boolean ofDay = !beginsAt.isBefore(startOfDay(now));
			if (ofDay) {
				// Whoever has the days has the hours as well.
				addToDays(sums);
			}
			List<TrafficHour> rows = (ofDay) ? this.hours.find(sums.keySet(), beginsAt)
					: this.hours.lock(sums.keySet(), beginsAt);
			Map<Long, TrafficHour> present = byKey(rows, TrafficHour::siteId);
			List<TrafficHour> added = new ArrayList<>();
			sums.forEach((siteId, more) -> present.computeIfAbsent(siteId, (id) -> {
				added.add(new TrafficHour(id, beginsAt));
				return added.get(added.size() - 1);
			}).add(more));
			this.hours.saveAll(added);
			return null;
		});
	}

	private void addToDays(SortedMap<Long, Sums> sums) {
		Map<Long, TrafficDay> present = byKey(this.days.lock(sums.keySet()), TrafficDay::getId);
		List<TrafficDay> added = new ArrayList<>();
		sums.forEach((siteId, more) -> present.computeIfAbsent(siteId, (id) -> {
			added.add(new TrafficDay(id));
			return added.get(added.size() - 1);
		}).add(more));
		this.days.saveAll(added);
	}

	private static <T> Map<Long, T> byKey(List<T> rows, Function<T, Long> key) {
		return rows.stream().collect(Collectors.toMap(key, Function.identity(), (a, b) -> a, HashMap::new));
	}

	/**
	 * Returns when the first of the hours begins that are the last 24 hours.
	 * @param now the time
	 * @return the beginning of an hour
	 */
	static Instant startOfDay(Instant now) {
		return now.truncatedTo(ChronoUnit.HOURS).minus(DAY);
	}

	/**
	 * Lists the sites that have a sum of the last 24 hours.
	 * @return their numbers
	 */
	List<Long> sitesWithDay() {
		return this.allSites.call("see to which sites somebody came", this.days::siteIds);
	}

	/**
	 * Makes the sums of the last 24 hours right: an hour has passed since.
	 * @param siteIds the numbers of some sites
	 * @param now the time
	 */
	void sumDays(Collection<Long> siteIds, Instant now) {
		inTransaction("sum the last 24 hours of sites", () -> {
			// Nobody adds anything while their rows are locked.
			List<TrafficDay> rows = this.days.lock(siteIds);
			Map<Long, DayTraffic> sums = byKey(this.hours.sums(siteIds, startOfDay(now)), DayTraffic::siteId);
			List<TrafficDay> quiet = new ArrayList<>();
			rows.forEach((row) -> {
				DayTraffic sum = sums.get(row.getId());
				row.set((sum != null) ? sum : DayTraffic.none(Objects.requireNonNull(row.getId())));
				if (sum == null) {
					quiet.add(row);
				}
			});
			this.days.deleteAll(quiet);
			return null;
		});
	}

	/**
	 * Deletes hours that are older than what is kept.
	 * @param siteIds the numbers of some sites
	 * @param now the time
	 * @return how many there were
	 */
	int thin(Collection<Long> siteIds, Instant now) {
		Instant before = now.truncatedTo(ChronoUnit.HOURS).minus(KEPT);
		return inTransaction("delete old figures of sites", () -> this.hours.deleteBefore(siteIds, before));
	}

	private <T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transaction.execute((status) -> action.get()));
	}

}
