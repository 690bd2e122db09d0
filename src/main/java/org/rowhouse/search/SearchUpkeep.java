package org.rowhouse.search;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PublishedTexts;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteChanged;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps the index what the database says, on one thread of its own: nobody who saves
 * something waits for it, and the start does not either. Each site has a note in the
 * index up to which version it is there. What has changed since is read again, so that
 * neither a lost message nor a lost index loses a change.
 */
@Component
public class SearchUpkeep implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(SearchUpkeep.class);

	/** How often the versions of all sites are compared, in milliseconds. */
	private static final long COMPARE_EVERY = Duration.ofSeconds(15).toMillis();

	/** An index that fails so often in a row is made again. */
	private static final int FAILURES = 3;

	private static final long FIRST_WAIT = 500;

	private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();

	private final SearchIndex index;

	private final PublishedTexts texts;

	private final SiteResolver sites;

	private final CurrentSite currentSite;

	private final PendingSites pending = new PendingSites();

	/** Of each site that is in the index the version that is there. */
	private final ConcurrentMap<Long, Long> versions = new ConcurrentHashMap<>();

	/** Those of which a part has been compared. */
	private final Map<Long, SiteComparison> running = new HashMap<>();

	/** Those that somebody wants to be made again. */
	private final Set<Long> discarded = ConcurrentHashMap.newKeySet();

	private volatile boolean discardAll;

	private volatile @Nullable Thread thread;

	private long wait = FIRST_WAIT;

	private long compareAt;

	private boolean verified;

	private int failures;

	SearchUpkeep(SearchIndex index, PublishedTexts texts, SiteResolver sites, CurrentSite currentSite) {
		this.index = index;
		this.texts = texts;
		this.sites = sites;
		this.currentSite = currentSite;
	}

	/**
	 * Tells whether everything that is published on a site can be found, but for changes
	 * of the last moments.
	 * @param site the site
	 * @return false while its part of the index is being made
	 */
	boolean isComplete(Site site) {
		return this.index.isOpen() && this.versions.containsKey(site.id());
	}

	/**
	 * Makes the part of one site again. Its search says that it is not complete until
	 * then.
	 * @param key the site's key
	 * @throws NoSuchSiteException if there is no such site
	 */
	public void rebuild(String key) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		this.versions.remove(site.id());
		this.discarded.add(site.id());
		this.pending.behind(site.id());
	}

	/** Throws the index away and makes it again for all sites. */
	public void rebuildAll() {
		this.discardAll = true;
		this.pending.wake();
	}

	/**
	 * Describes the index.
	 * @return how it is right now
	 */
	public SearchStatus status() {
		Collection<Site> all = this.sites.all();
		long behind = all.stream().filter(this::isBehind).count();
		if (!this.index.isOpen()) {
			return new SearchStatus(false, 0, 0, all.size(), behind);
		}
		try {
			return new SearchStatus(true, Math.max(0, this.index.entries() - this.versions.size()), this.index.bytes(),
					all.size(), behind);
		}
		catch (RuntimeException ex) {
			return new SearchStatus(false, 0, 0, all.size(), behind);
		}
	}

	private boolean isBehind(Site site) {
		return this.versions.getOrDefault(site.id(), -1L) < site.version();
	}

	@EventListener
	void changed(SiteChanged change) {
		this.pending.changed(change.siteId(), change.version(), change.items());
	}

	@Override
	public void start() {
		Thread worker = new Thread(this::work, "search-index");
		worker.setDaemon(true);
		this.thread = worker;
		worker.start();
	}

	@Override
	public void stop() {
		Thread worker = this.thread;
		this.thread = null;
		if (worker != null) {
			this.pending.wake();
			try {
				worker.join(Duration.ofSeconds(10).toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void work() {
		try {
			while (isRunning()) {
				turn();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.index.close(true);
		}
	}

	private void turn() throws InterruptedException {
		try {
			openWhereNeeded();
			if (System.nanoTime() / 1_000_000 >= this.compareAt) {
				compareVersions();
			}
			Long next = this.pending.take(Math.max(1, this.compareAt - System.nanoTime() / 1_000_000));
			if (next != null) {
				work(next);
			}
			else {
				idle();
			}
			this.wait = FIRST_WAIT;
			this.failures = 0;
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The search index waits for the database: {}", ex.getMessage());
			this.running.clear();
			pause();
		}
		catch (RuntimeException | InternalError ex) {
			logger.warn("The search index failed and is opened again", ex);
			this.index.suspect();
			this.failures++;
			this.discardAll = this.discardAll || this.failures % FAILURES == 0;
			pause();
		}
	}

	/** What is wrong may be wrong for a while: the disk is full, the database is away. */
	private void pause() throws InterruptedException {
		this.compareAt = 0;
		Thread.sleep(this.wait);
		this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
	}

	private void openWhereNeeded() {
		boolean broken = this.index.hasFailed();
		if (this.index.isOpen() && !broken && !this.discardAll) {
			return;
		}
		if (broken) {
			close();
		}
		if (this.discardAll) {
			this.discardAll = false;
			this.versions.clear();
			this.running.clear();
			this.index.discard();
		}
		this.index.open();
		this.running.clear();
		this.versions.clear();
		this.versions.putAll(this.index.notes());
		this.verified = false;
		this.compareAt = 0;
	}

	private void close() {
		boolean whole = true;
		try {
			if (this.index.isOpen()) {
				this.index.verify();
			}
		}
		catch (RuntimeException | InternalError ex) {
			logger.warn("The search index is damaged and is made again: {}", ex.getMessage());
			whole = false;
		}
		if (whole) {
			this.index.close(false);
		}
		else {
			this.index.discard();
		}
	}

	/** Finds what no message has told, and what is left of sites that are gone. */
	private void compareVersions() {
		this.compareAt = System.nanoTime() / 1_000_000 + COMPARE_EVERY;
		Set<Long> gone = new HashSet<>(this.versions.keySet());
		for (Site site : this.sites.all()) {
			gone.remove(site.id());
			if (isBehind(site)) {
				this.pending.behind(site.id());
			}
		}
		gone.forEach(this.pending::behind);
	}

	private void work(long siteId) {
		Site site = this.sites.find(siteId).orElse(null);
		if (site == null) {
			this.index.purge(siteId);
			this.versions.remove(siteId);
			this.running.remove(siteId);
			this.pending.done(siteId, Long.MAX_VALUE);
			return;
		}
		if (this.discarded.remove(siteId)) {
			this.versions.remove(siteId);
			this.running.remove(siteId);
			this.index.purge(siteId);
		}
		this.currentSite.run(site, () -> work(site));
	}

	private void work(Site site) {
		SiteComparison comparison = this.running.get(site.id());
		Long known = this.versions.get(site.id());
		if (comparison == null && known != null) {
			if (known >= site.version()) {
				return;
			}
			Set<Long> items = this.pending.itemsBetween(site.id(), known, site.version());
			if (items != null) {
				SiteComparison.update(this.index, this.texts, site, items);
				note(site.id(), site.version());
				return;
			}
		}
		if (comparison == null) {
			comparison = new SiteComparison(this.index, this.texts, site);
			this.running.put(site.id(), comparison);
		}
		comparison.takeOver(this.pending.itemsAfter(site.id(), comparison.version()));
		if (comparison.step()) {
			this.running.remove(site.id());
			note(site.id(), comparison.version());
		}
		if (this.running.containsKey(site.id()) || isBehind(site)) {
			this.pending.behind(site.id());
		}
	}

	/** Written after the entries, so that no commit has it without them. */
	private void note(long siteId, long version) {
		this.index.write(List.of(IndexedItem.note(siteId, version)), true);
		this.versions.put(siteId, version);
		this.pending.done(siteId, version);
	}

	/** Nobody waits for anything. */
	private void idle() {
		if (!this.verified) {
			this.index.verify();
			this.verified = true;
		}
	}

}
