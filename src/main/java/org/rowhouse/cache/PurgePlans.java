package org.rowhouse.cache;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSitesChanged;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteChanged;
import org.rowhouse.site.SiteDeleted;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Plans to tell the CDN of changes. Whoever saves something leaves a note in memory and
 * goes on; each second the notes become plans in the database, one for each site, which
 * outlast the process. What a process that was killed had not planned yet, and what an
 * update changed of the built-in theme, is told after the start: everything, once.
 */
@Component
class PurgePlans implements DisposableBean {

	static final TaskDescriptor<Void> TASK = TaskDescriptor.of("purge-cdn");

	private static final Logger logger = LoggerFactory.getLogger(PurgePlans.class);

	/** When more sites have changed than this one request for all is kinder. */
	static final int MANY = 100;

	private static final long PAUSE_MILLIS = 1000;

	private final CdnProperties properties;

	private final SiteResolver sites;

	private final PageCache cache;

	private final ObjectProvider<Scheduler> scheduler;

	private final Clock clock = Clock.systemUTC();

	private final Set<Long> changed = ConcurrentHashMap.newKeySet();

	private final Set<String> deleted = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer;

	private volatile boolean all;

	/** Whether planning went wrong the last time; of the timer alone. */
	private boolean failing;

	/** Of the themes and whatever else all sites show; -1 before the start. */
	private long generation = -1;

	/** The scheduler needs the task, which needs this. */
	PurgePlans(CdnProperties properties, SiteResolver sites, PageCache cache, ObjectProvider<Scheduler> scheduler) {
		this.properties = properties;
		this.sites = sites;
		this.cache = cache;
		this.scheduler = scheduler;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("cdn-");
		threads.setDaemon(true);
		this.timer = Executors.newSingleThreadScheduledExecutor(threads);
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (this.properties.purges()) {
			ScheduledFuture<?> unused = this.timer.scheduleWithFixedDelay(this::turn, PAUSE_MILLIS, PAUSE_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	@EventListener
	void changed(SiteChanged change) {
		if (this.properties.purges()) {
			this.changed.add(change.siteId());
		}
	}

	@EventListener
	void deleted(SiteDeleted site) {
		if (this.properties.purges()) {
			this.deleted.add(site.key());
		}
	}

	@EventListener(AllSitesChanged.class)
	void changedAll() {
		this.all = this.properties.purges();
	}

	/**
	 * Whatever goes wrong, an error as well, the timer must go on. A database that is
	 * away stands in the log once.
	 */
	private void turn() {
		try {
			planWhatChanged();
			this.failing = false;
		}
		catch (Throwable ex) {
			this.all = true;
			if (!this.failing) {
				logger.error("The CDN could not be told of changes; it will be told of everything", ex);
			}
			this.failing = true;
		}
	}

	private void planWhatChanged() {
		long now = this.cache.generation();
		boolean everything = this.all || now != this.generation || this.changed.size() > MANY;
		if (everything) {
			// Taken back before anything is planned, so that nothing gets lost.
			this.all = false;
			this.changed.clear();
			this.deleted.clear();
			planNow(null);
			this.generation = now;
			return;
		}
		Set<String> keys = new HashSet<>();
		for (Long siteId : List.copyOf(this.changed)) {
			this.changed.remove(siteId);
			this.sites.find(siteId).map(Site::key).ifPresent(keys::add);
		}
		for (String key : List.copyOf(this.deleted)) {
			this.deleted.remove(key);
			keys.add(key);
		}
		keys.forEach(this::planNow);
	}

	private void planNow(@Nullable String siteKey) {
		plan(new PlannedPurge(siteKey, this.clock.instant().truncatedTo(ChronoUnit.MILLIS), 0));
		this.scheduler.getObject().triggerCheckForDueExecutions();
	}

	/**
	 * Plans this, unless the same is planned.
	 * @param purge what to do, and when
	 */
	void plan(PlannedPurge purge) {
		Instant moment = purge.at();
		this.scheduler.getObject().scheduleIfNotExists(TASK.instance(purge.instance()).build(), moment);
	}

	@Override
	public void destroy() {
		this.timer.shutdownNow();
	}

}
