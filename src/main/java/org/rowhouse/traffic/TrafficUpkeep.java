package org.rowhouse.traffic;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.LastWrite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.Sites;
import org.rowhouse.traffic.SiteCounter.Hour;
import org.rowhouse.traffic.SiteCounter.Unwritten;
import org.rowhouse.traffic.TrafficCounters.Taken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * Writes what was counted every {@code rowhouse.traffic.write-interval} and at the end:
 * up to {@value #SITES_AT_ONCE} sites in one transaction, and no others than those to
 * which somebody came. What the database does not take is kept and written the next time.
 * When nobody knows whether a transaction was committed, it may be counted twice.
 */
@Component
class TrafficUpkeep implements LastWrite {

	private static final Logger logger = LoggerFactory.getLogger(TrafficUpkeep.class);

	static final int SITES_AT_ONCE = 1000;

	/** Of what other nodes write at the same time; each time one of them is done. */
	private static final int ATTEMPTS = 5;

	private final TrafficCounters counters;

	private final TrafficWriter writer;

	private final FailedRequests failedRequests;

	private final SiteResolver resolver;

	private final Sites sites;

	private final CurrentSite currentSite;

	private final TrafficProperties properties;

	private final Clock clock = Clock.systemUTC();

	private final ScheduledExecutorService timer;

	private volatile boolean running;

	TrafficUpkeep(TrafficCounters counters, TrafficWriter writer, FailedRequests failedRequests, SiteResolver resolver,
			Sites sites, CurrentSite currentSite, TrafficProperties properties) {
		this.counters = counters;
		this.writer = writer;
		this.failedRequests = failedRequests;
		this.resolver = resolver;
		this.sites = sites;
		this.currentSite = currentSite;
		this.properties = properties;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("traffic-");
		threads.setDaemon(true);
		this.timer = Executors.newSingleThreadScheduledExecutor(threads);
	}

	@Override
	public void start() {
		this.running = true;
		long pause = this.properties.writeInterval().toMillis();
		ScheduledFuture<?> unused = this.timer.scheduleWithFixedDelay(this::writeAll, pause, pause,
				TimeUnit.MILLISECONDS);
	}

	/** Whatever goes wrong, an error as well, the timer must go on. */
	void writeAll() {
		try {
			write();
		}
		catch (Throwable ex) {
			logger.error("The requests of the last minute were not counted", ex);
		}
	}

	/** Writes what was counted since the last time. */
	synchronized void write() {
		List<Taken> taken = this.counters.take();
		Map<Instant, SortedMap<Long, Sums>> byHour = new TreeMap<>();
		for (Taken each : taken) {
			for (Hour hour : each.unwritten().hours()) {
				byHour.computeIfAbsent(hour.beginsAt(), (beginsAt) -> new TreeMap<>()).put(each.siteId(), hour.sums());
			}
		}
		byHour.forEach((beginsAt, sums) -> parts(List.copyOf(sums.keySet()), SITES_AT_ONCE).forEach((part) -> {
			SortedMap<Long, Sums> some = new TreeMap<>(sums);
			some.keySet().retainAll(part);
			writeHour(beginsAt, some);
		}));
		writeFailures(taken.stream().filter((each) -> !each.unwritten().failures().isEmpty()).toList());
	}

	/** Parts of a list, each of which is at most so long. */
	static <T> List<List<T>> parts(List<T> all, int size) {
		List<List<T>> parts = new ArrayList<>();
		for (int from = 0; from < all.size(); from += size) {
			parts.add(all.subList(from, Math.min(all.size(), from + size)));
		}
		return parts;
	}

	private void writeHour(Instant beginsAt, SortedMap<Long, Sums> sums) {
		SortedMap<Long, Sums> rest = sums;
		for (int attempt = 1; !rest.isEmpty(); attempt++) {
			try {
				this.writer.add(beginsAt, rest, this.clock.instant());
				return;
			}
			catch (DataIntegrityViolationException | ConcurrencyFailureException ex) {
				// Another node has made a row just now, or somebody has deleted a site.
				rest = (attempt > 1) ? stored(rest) : rest;
				if (attempt == ATTEMPTS) {
					putBack(beginsAt, rest, ex);
					return;
				}
			}
			catch (DataAccessException | TransactionException ex) {
				putBack(beginsAt, rest, ex);
				return;
			}
		}
	}

	/** Where that cannot be found out, all of them: none may be lost. */
	private SortedMap<Long, Sums> stored(SortedMap<Long, Sums> sums) {
		SortedMap<Long, Sums> stored = new TreeMap<>(sums);
		try {
			stored.keySet().removeIf((siteId) -> !this.sites.isStored(siteId));
			return stored;
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("It cannot be seen which of {} sites are gone", sums.size(), ex);
			return sums;
		}
	}

	private void putBack(Instant beginsAt, SortedMap<Long, Sums> sums, RuntimeException failure) {
		logger.warn("What was counted of {} sites waits for the database: {}", sums.size(), failure.getMessage());
		sums.forEach((siteId, sum) -> this.counters
			.putBack(new Taken(siteId, new Unwritten(List.of(new Hour(beginsAt, sum)), List.of()))));
	}

	/** While the database is away one site waits for a connection, not each. */
	private void writeFailures(List<Taken> taken) {
		boolean away = false;
		for (Taken each : taken) {
			if (away) {
				putBackFailures(each);
			}
			else {
				away = !writeFailures(each);
			}
		}
	}

	/** Tells whether the database is there. */
	private boolean writeFailures(Taken taken) {
		Site site = this.resolver.find(taken.siteId()).orElse(null);
		if (site == null) {
			return true;
		}
		try {
			this.currentSite.run(site, () -> this.failedRequests.add(taken.unwritten().failures()));
		}
		catch (DataIntegrityViolationException ex) {
			// The site has been deleted just now.
			logger.debug("Site '{}': what failed was not written", site.key(), ex);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Site '{}': what failed waits for the database: {}", site.key(), ex.getMessage());
			putBackFailures(taken);
			return !(ex instanceof CannotCreateTransactionException);
		}
		return true;
	}

	private void putBackFailures(Taken taken) {
		this.counters.putBack(new Taken(taken.siteId(), new Unwritten(List.of(), taken.unwritten().failures())));
	}

	@Override
	public void stop() {
		this.running = false;
		this.timer.shutdown();
		writeAll();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
