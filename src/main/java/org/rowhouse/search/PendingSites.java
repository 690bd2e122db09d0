package org.rowhouse.search;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The sites whose entries in the index have to be looked at, and what is known of their
 * changes. Somebody's change goes before what was found to be behind; sites take turns.
 */
final class PendingSites {

	/** Of a site with more changed items than this everything is compared. */
	private static final int MAX_ITEMS = 1_000;

	private final Lock lock = new ReentrantLock();

	private final Condition more = this.lock.newCondition();

	private final Set<Long> changed = new LinkedHashSet<>();

	private final Set<Long> behind = new LinkedHashSet<>();

	private final Map<Long, NavigableMap<Long, Set<Long>>> items = new HashMap<>();

	private boolean woken;

	/**
	 * Notes a change.
	 * @param siteId the number of the site
	 * @param version the version that it brought
	 * @param changedItems the numbers of the items that changed, or {@code null} if
	 * nobody knows
	 */
	void changed(long siteId, long version, @Nullable Set<Long> changedItems) {
		this.lock.lock();
		try {
			if (changedItems != null) {
				NavigableMap<Long, Set<Long>> known = this.items.computeIfAbsent(siteId, (id) -> new TreeMap<>());
				if (known.values().stream().mapToInt(Set::size).sum() + changedItems.size() <= MAX_ITEMS) {
					known.put(version, changedItems);
				}
			}
			this.changed.add(siteId);
			this.more.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Notes that a site has to be looked at when there is time.
	 * @param siteId the number of the site
	 */
	void behind(long siteId) {
		this.lock.lock();
		try {
			this.behind.add(siteId);
			this.more.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Somebody has to look at something else. */
	void wake() {
		this.lock.lock();
		try {
			this.woken = true;
			this.more.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the next site.
	 * @param millis how long to wait for one
	 * @return its number, or {@code null} if there is none by then
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable Long take(long millis) throws InterruptedException {
		this.lock.lock();
		try {
			long left = TimeUnit.MILLISECONDS.toNanos(millis);
			while (this.changed.isEmpty() && this.behind.isEmpty() && !this.woken && left > 0) {
				left = this.more.awaitNanos(left);
			}
			this.woken = false;
			Long next = first(this.changed);
			if (next == null) {
				return first(this.behind);
			}
			this.behind.remove(next);
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits, whatever changes meanwhile.
	 * @param millis how long
	 * @param over whether not to wait any longer, asked after each {@link #wake}
	 * @throws InterruptedException if the thread is interrupted
	 */
	void pause(long millis, BooleanSupplier over) throws InterruptedException {
		this.lock.lock();
		try {
			long left = TimeUnit.MILLISECONDS.toNanos(millis);
			while (left > 0 && !over.getAsBoolean()) {
				left = this.more.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static @Nullable Long first(Set<Long> sites) {
		Iterator<Long> iterator = sites.iterator();
		if (!iterator.hasNext()) {
			return null;
		}
		Long next = iterator.next();
		iterator.remove();
		return next;
	}

	/**
	 * Returns what has changed since a version.
	 * @param siteId the number of the site
	 * @param from the version that is known
	 * @param to a later version
	 * @return the numbers of all items that have changed, or {@code null} if something
	 * else may have
	 */
	@Nullable Set<Long> itemsBetween(long siteId, long from, long to) {
		this.lock.lock();
		try {
			NavigableMap<Long, Set<Long>> known = this.items.getOrDefault(siteId, new TreeMap<>());
			Map<Long, Set<Long>> wanted = known.subMap(from, false, to, true);
			return (wanted.size() == to - from) ? union(wanted) : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns the items that have changed after a version, as far as is known.
	 * @param siteId the number of the site
	 * @param after a version
	 * @return the numbers of items by the version that their change brought
	 */
	NavigableMap<Long, Set<Long>> itemsAfter(long siteId, long after) {
		this.lock.lock();
		try {
			return new TreeMap<>(this.items.getOrDefault(siteId, new TreeMap<>()).tailMap(after, false));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forgets the changes up to a version, which are in the index.
	 * @param siteId the number of the site
	 * @param version the version
	 */
	void done(long siteId, long version) {
		this.lock.lock();
		try {
			NavigableMap<Long, Set<Long>> known = this.items.get(siteId);
			if (known != null) {
				known.headMap(version, true).clear();
				if (known.isEmpty()) {
					this.items.remove(siteId);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many sites wait. */
	int size() {
		this.lock.lock();
		try {
			Set<Long> all = new LinkedHashSet<>(this.changed);
			all.addAll(this.behind);
			return all.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	static Set<Long> union(Map<Long, Set<Long>> changes) {
		Set<Long> union = new LinkedHashSet<>();
		changes.values().forEach(union::addAll);
		return union;
	}

}
