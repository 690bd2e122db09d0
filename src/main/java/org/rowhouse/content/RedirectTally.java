package org.rowhouse.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.LastWrite;
import org.rowhouse.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/**
 * Counts in memory which redirects were used and which paths were missing, and writes it
 * into the database every {@value #PAUSE_SECONDS} seconds and at the end, so that
 * visitors cause no write of their own. Between two writes it keeps at most
 * {@value #PER_SITE} missing paths of a site and {@value #OF_ALL} of all sites together;
 * of more nobody is told. Sites do not wait for each other to be counted.
 */
@Component
class RedirectTally implements LastWrite {

	private static final Logger logger = LoggerFactory.getLogger(RedirectTally.class);

	static final int PER_SITE = 500;

	static final int OF_ALL = 20_000;

	private static final int PAUSE_SECONDS = 10;

	/** In the place of a redirect's number. */
	private static final long NONE = -1;

	private final CurrentSite currentSite;

	private final RedirectTallyWriter writer;

	private final Clock clock = Clock.systemUTC();

	private final ScheduledExecutorService timer;

	private final Object writing = new Object();

	private volatile boolean running;

	private Map<Key, Count> counted = new HashMap<>();

	private Map<SiteId, OfSite> sites = new HashMap<>();

	private int missing;

	RedirectTally(CurrentSite currentSite, RedirectTallyWriter writer) {
		this.currentSite = currentSite;
		this.writer = writer;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("redirect-tally-");
		threads.setDaemon(true);
		this.timer = Executors.newSingleThreadScheduledExecutor(threads);
	}

	@Override
	public void start() {
		this.running = true;
		long pause = Duration.ofSeconds(PAUSE_SECONDS).toMillis();
		ScheduledFuture<?> unused = this.timer.scheduleWithFixedDelay(this::flush, pause, pause, TimeUnit.MILLISECONDS);
	}

	synchronized void hit(Site site, long redirectId) {
		this.sites.computeIfAbsent(new SiteId(site.id()), (id) -> new OfSite(site));
		this.counted.computeIfAbsent(new Key(site.id(), redirectId, ""), (key) -> new Count()).add(now(), "");
	}

	/** What only scanners ask for is one path, the empty one. */
	synchronized void missed(Site site, String path, String referrer) {
		String kept = (path.length() > SitePath.MAX || Scanners.askFor(path)) ? "" : path;
		OfSite ofSite = this.sites.computeIfAbsent(new SiteId(site.id()), (id) -> new OfSite(site));
		Key key = new Key(site.id(), NONE, kept);
		Count count = this.counted.get(key);
		if (count == null) {
			if (ofSite.missing >= PER_SITE || this.missing >= OF_ALL) {
				return;
			}
			count = new Count();
			this.counted.put(key, count);
			ofSite.missing++;
			this.missing++;
		}
		count.add(now(), (kept.isEmpty()) ? "" : referrer);
	}

	/**
	 * Writes what was counted since the last time, each site by itself, and waits for a
	 * write that is under way. Whoever counts does not wait.
	 */
	void flush() {
		synchronized (this.writing) {
			write();
		}
	}

	private void write() {
		for (Taken taken : take()) {
			try {
				this.currentSite.run(taken.site(), () -> this.writer.write(taken.hits(), taken.missing()));
			}
			catch (CannotCreateTransactionException ex) {
				logger.warn("The use of redirects was not counted, since the database is away: {}", ex.getMessage());
				return;
			}
			catch (DataAccessException | TransactionException ex) {
				// Numbers of ten seconds; the site may have been deleted just now.
				logger.warn("Site '{}': the use of its redirects was not counted: {}", taken.site().key(),
						ex.getMessage());
			}
			catch (RuntimeException ex) {
				logger.error("Site '{}': the use of its redirects was not counted", taken.site().key(), ex);
			}
		}
	}

	private synchronized Collection<Taken> take() {
		Map<Long, Taken> bySite = new HashMap<>();
		this.sites
			.forEach((id, ofSite) -> bySite.put(id.siteId(), new Taken(ofSite.site, new HashMap<>(), new HashMap<>())));
		this.counted.forEach((key, count) -> {
			Taken taken = Objects.requireNonNull(bySite.get(key.siteId()));
			if (key.redirectId() != NONE) {
				taken.hits().put(key.redirectId(), count);
			}
			else {
				taken.missing().put(key.path(), count);
			}
		});
		this.counted = new HashMap<>();
		this.sites = new HashMap<>();
		this.missing = 0;
		return bySite.values();
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.timer.shutdown();
		flush();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** How often something was asked for. */
	static final class Count {

		private long times;

		private Instant last = Instant.EPOCH;

		private String referrer = "";

		private void add(Instant now, String from) {
			this.times++;
			this.last = now;
			this.referrer = (from.isEmpty()) ? this.referrer : from;
		}

		long times() {
			return this.times;
		}

		Instant last() {
			return this.last;
		}

		String referrer() {
			return this.referrer;
		}

	}

	private record Key(long siteId, long redirectId, String path) {

	}

	private record SiteId(long siteId) {

	}

	/** A site of which something was counted. */
	private static final class OfSite {

		private final Site site;

		private int missing;

		OfSite(Site site) {
			this.site = site;
		}

	}

	/** What was counted of one site. */
	private record Taken(Site site, Map<Long, Count> hits, Map<String, Count> missing) {

	}

}
