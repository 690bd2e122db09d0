package org.rowhouse.overview;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.rowhouse.site.Site;
import org.rowhouse.site.SiteChanged;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Measures sites that have changed, every {@code rowhouse.overview.measure-interval}, on
 * one thread of its own. Now and then it compares the versions of all sites with those
 * that were measured, since an event may get lost. A site that does not change costs
 * nothing.
 */
@Component
class Measuring implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(Measuring.class);

	private static final int SITES_AT_ONCE = 100;

	private static final int PATIENCE_SECONDS = 20;

	/** The first time soon after the start. */
	private static final int COMPARE_EVERY = 60;

	private final SiteMeasures measures;

	private final SiteResolver sites;

	private final OverviewProperties properties;

	private final Set<Long> changed = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer;

	private int turns;

	Measuring(SiteMeasures measures, SiteResolver sites, OverviewProperties properties) {
		this.measures = measures;
		this.sites = sites;
		this.properties = properties;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("measuring-");
		threads.setDaemon(true);
		this.timer = Executors.newSingleThreadScheduledExecutor(threads);
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		long pause = this.properties.measureInterval().toMillis();
		ScheduledFuture<?> unused = this.timer.scheduleWithFixedDelay(this::turn, pause, pause, TimeUnit.MILLISECONDS);
	}

	@EventListener
	void changed(SiteChanged change) {
		this.changed.add(change.siteId());
	}

	/** Whatever goes wrong, an error as well, the timer must go on. */
	void turn() {
		try {
			if (this.turns++ % COMPARE_EVERY == 0) {
				compare();
			}
			measureChanged();
		}
		catch (Throwable ex) {
			logger.error("Sites were not measured", ex);
		}
	}

	/** Finds sites that are newer than what was measured of them. */
	void compare() {
		Map<Long, Measured> known = this.measures.all();
		for (Site site : this.sites.all()) {
			Measured measured = known.get(site.id());
			if (measured == null || measured.siteVersion() < site.version()) {
				this.changed.add(site.id());
			}
		}
	}

	/** Measures what has changed since the last time. */
	synchronized void measureChanged() {
		List<Measured> measured = new ArrayList<>();
		for (Long siteId : List.copyOf(this.changed)) {
			if (this.timer.isShutdown()) {
				break;
			}
			this.changed.remove(siteId);
			this.sites.find(siteId).flatMap(this::measure).ifPresent(measured::add);
			if (measured.size() == SITES_AT_ONCE) {
				write(measured);
				measured.clear();
			}
		}
		write(measured);
	}

	/**
	 * One that cannot be measured, whatever the reason, keeps none of the others from it,
	 * and is measured when it changes again.
	 */
	private Optional<Measured> measure(Site site) {
		try {
			return Optional.of(this.measures.measure(site));
		}
		catch (UncheckedIOException | DataAccessException | TransactionException ex) {
			logger.warn("Site '{}' was not measured: {}", site.key(), ex.getMessage());
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			logger.error("Site '{}' was not measured", site.key(), ex);
			return Optional.empty();
		}
	}

	/** What has been deleted meanwhile keeps none of the others from being written. */
	private void write(List<Measured> measured) {
		try {
			this.measures.write(measured);
		}
		catch (DataIntegrityViolationException ex) {
			measured.forEach(this::writeAlone);
		}
		catch (DataAccessException | TransactionException ex) {
			measured.forEach((each) -> this.changed.add(each.siteId()));
			logger.warn("What was measured of {} sites waits for the database: {}", measured.size(), ex.getMessage());
		}
	}

	private void writeAlone(Measured measured) {
		try {
			this.measures.write(List.of(measured));
		}
		catch (DataAccessException | TransactionException ex) {
			logger.debug("Site {} is gone, or another node has measured it", measured.siteId(), ex);
		}
	}

	/**
	 * Waits for the site that is being measured: who interrupts a statement may close the
	 * file of H2. What is left is found by its version after the next start.
	 */
	@Override
	public void destroy() throws InterruptedException {
		this.timer.shutdown();
		if (!this.timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			logger.warn("A site takes very long to be measured");
		}
	}

}
