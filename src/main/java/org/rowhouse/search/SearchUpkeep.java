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
import org.rowhouse.site.SitePrivacy;
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

	/**
	 * After the start the first pages need the processors, so sites are compared a little
	 * later, in milliseconds. What is changed until then is not late.
	 */
	private static final long AFTER_START = 2_000;

	private static final long FIRST_WAIT = 500;

	private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();

	private final SearchIndex index;

	private final PublishedTexts texts;

	private final SiteResolver sites;

	private final CurrentSite currentSite;

	private final SitePrivacy privacy;

	private final PendingSites pending = new PendingSites();

	/** Of each site that is in the index what is there. */
	private final ConcurrentMap<Long, SiteNote> notes = new ConcurrentHashMap<>();

	private final FailingSites failing = new FailingSites();

	/** Those of which a part has been compared. */
	private final Map<Long, SiteComparison> running = new HashMap<>();

	/** Those that somebody wants to be made again. */
	private final Set<Long> discarded = ConcurrentHashMap.newKeySet();

	private volatile boolean discardAll;

	private volatile @Nullable Thread thread;

	private long wait = FIRST_WAIT;

	private long startedAt;

	private long compareAt;

	private boolean verified;

	SearchUpkeep(SearchIndex index, PublishedTexts texts, SiteResolver sites, CurrentSite currentSite,
			SitePrivacy privacy) {
		this.privacy = privacy;
		this.index = index;
		this.texts = texts;
		this.sites = sites;
		this.currentSite = currentSite;
	}

	/**
	 * Tells whether everything that is published on a site can be found, but for changes
	 * of the last moments.
	 * @param site the site
	 * @return false while its part of the index is being made, or is in another language
	 */
	boolean isComplete(Site site) {
		SiteNote note = this.notes.get(site.id());
		return this.index.isOpen() && note != null && note.isIn(site.locale());
	}

	/**
	 * Makes the part of one site again. Its search says that it is not complete until
	 * then.
	 * @param key the site's key
	 * @throws NoSuchSiteException if there is no such site
	 */
	public void rebuild(String key) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		this.notes.remove(site.id());
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
			return new SearchStatus(false, 0, 0, all.size(), behind, this.failing.size());
		}
		try {
			return new SearchStatus(true, Math.max(0, this.index.entries() - this.notes.size()), this.index.bytes(),
					all.size(), behind, this.failing.size());
		}
		catch (RuntimeException ex) {
			return new SearchStatus(false, 0, 0, all.size(), behind, this.failing.size());
		}
	}

	private boolean isBehind(Site site) {
		SiteNote note = this.notes.get(site.id());
		return note == null || note.version() < site.version();
	}

	@EventListener
	void changed(SiteChanged change) {
		this.pending.changed(change.siteId(), change.version(), change.items());
	}

	@Override
	public void start() {
		this.startedAt = now();
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
			while (isWorker()) {
				turn();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (isWorker()) {
				this.thread = null;
			}
			this.index.close(true);
		}
	}

	private boolean isWorker() {
		return this.thread == Thread.currentThread();
	}

	private void turn() throws InterruptedException {
		try {
			openWhereNeeded();
			if (now() >= this.compareAt) {
				compareVersions();
			}
			Long next = this.pending.take(Math.max(1, this.compareAt - now()));
			if (next != null) {
				attempt(next);
			}
			else {
				idle();
			}
			this.wait = FIRST_WAIT;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The search index waits for the database: {}", ex.getMessage());
			this.running.clear();
			pause();
		}
		catch (Throwable ex) {
			// Whatever it is: there is no other thread that would go on.
			logger.warn("The search index failed and is opened again", ex);
			this.index.suspect();
			this.discardAll = this.discardAll || IndexFailures.isDamage(ex);
			pause();
		}
	}

	private static long now() {
		return System.nanoTime() / 1_000_000;
	}

	/** What is wrong with one site must not keep others from being found. */
	private void attempt(long siteId) {
		try {
			work(siteId);
		}
		catch (DataAccessException | TransactionException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			if (IndexFailures.isOfIndex(ex)) {
				throw ex;
			}
			setAside(siteId, ex);
		}
	}

	private void setAside(long siteId, Throwable failure) {
		this.running.remove(siteId);
		Site site = this.sites.find(siteId).orElse(null);
		if (this.failing.failed(siteId, (site != null) ? site.version() : -1, now())) {
			logger.warn("Site {} cannot be put into the search index. It is tried again when it changes, and now and"
					+ " then; that is not logged.", (site != null) ? site.key() : siteId, failure);
		}
	}

	/** What is wrong may be wrong for a while: the disk is full, the database is away. */
	private void pause() throws InterruptedException {
		this.compareAt = now();
		this.pending.pause(this.wait, () -> !isWorker());
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
			this.notes.clear();
			this.running.clear();
			this.index.discard();
		}
		this.index.open();
		this.running.clear();
		this.notes.clear();
		this.notes.putAll(this.index.notes());
		this.verified = false;
		this.compareAt = this.startedAt + AFTER_START;
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
		this.compareAt = now() + COMPARE_EVERY;
		Set<Long> gone = new HashSet<>(this.notes.keySet());
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
			this.notes.remove(siteId);
			this.running.remove(siteId);
			this.failing.done(siteId);
			this.pending.done(siteId, Long.MAX_VALUE);
			return;
		}
		boolean anew = this.discarded.remove(siteId);
		if (!anew && this.failing.isAside(siteId, site.version(), now())) {
			return;
		}
		if (anew) {
			this.notes.remove(siteId);
			this.running.remove(siteId);
			this.index.purge(siteId);
		}
		this.currentSite.run(site, () -> work(site));
	}

	private void work(Site site) {
		SiteComparison comparison = this.running.get(site.id());
		SiteNote known = this.notes.get(site.id());
		if (comparison == null && known != null) {
			if (known.version() >= site.version()) {
				return;
			}
			Set<Long> items = this.pending.itemsBetween(site.id(), known.version(), site.version());
			if (items != null && known.isIn(site.locale())) {
				SiteComparison.update(this.index, this.texts, site, this.privacy.of(site), items);
				note(site.id(), SiteNote.of(site.version(), site.locale()));
				return;
			}
		}
		if (comparison == null) {
			comparison = new SiteComparison(this.index, this.texts, site, this.privacy.of(site));
			this.running.put(site.id(), comparison);
		}
		comparison.takeOver(this.pending.itemsAfter(site.id(), comparison.version()));
		if (comparison.step()) {
			this.running.remove(site.id());
			note(site.id(), comparison.note());
		}
		if (this.running.containsKey(site.id()) || isBehind(site)) {
			this.pending.behind(site.id());
		}
	}

	/** Written after the entries, so that no commit has it without them. */
	private void note(long siteId, SiteNote note) {
		this.index.write(List.of(IndexedItem.note(siteId, note)), true);
		this.notes.put(siteId, note);
		this.failing.done(siteId);
		this.pending.done(siteId, note.version());
	}

	/** Nobody waits for anything. */
	private void idle() {
		if (!this.verified) {
			this.index.verify();
			this.verified = true;
		}
	}

}
