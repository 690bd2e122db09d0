package org.rowhouse.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * An answer that a request is making at this moment, and for which others wait who ask
 * for the same.
 */
final class Flight {

	private final long begun = System.nanoTime();

	private final CountDownLatch landed = new CountDownLatch(1);

	private volatile @Nullable CachedPage page;

	long nanos() {
		return System.nanoTime() - this.begun;
	}

	/**
	 * Tells those who wait.
	 * @param made the answer; {@code null} if it is for nobody else
	 */
	void land(@Nullable CachedPage made) {
		this.page = made;
		this.landed.countDown();
	}

	/**
	 * Waits.
	 * @param nanos how long at most
	 * @return the answer; {@code null} if there is none for others, or not in time
	 */
	private @Nullable CachedPage await(long nanos) {
		try {
			return (this.landed.await(nanos, TimeUnit.NANOSECONDS)) ? this.page : null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * What is made. Whoever has changed something and looks at it does not get what
	 * somebody began to make before.
	 *
	 * @param key what the answer is told apart by
	 * @param version the version of the site
	 */
	record Goal(PageKey key, long version) {

	}

	/**
	 * All flights. Those who wait may hold a thread each, so there are not more of one
	 * site than may wait for their turn to make a page, and not too many in all.
	 */
	static final class Board {

		private static final int MAX_WAITING_IN_ALL = 100;

		private final Map<Goal, Flight> flights = new ConcurrentHashMap<>();

		private final Map<Long, Integer> waiting = new ConcurrentHashMap<>();

		private final AtomicInteger waitingInAll = new AtomicInteger();

		private final int waitingOfSite;

		private final Duration patience;

		/**
		 * Makes an empty one.
		 * @param waitingOfSite how many may wait for answers of one site
		 * @param patience how long each of them does
		 */
		Board(int waitingOfSite, Duration patience) {
			this.waitingOfSite = waitingOfSite;
			this.patience = patience;
		}

		/**
		 * Begins to make an answer.
		 * @param goal what it is told apart by
		 * @param mine the flight of the request
		 * @return who makes it already; {@code null} if it is up to this one
		 */
		@Nullable Flight begin(Goal goal, Flight mine) {
			return this.flights.putIfAbsent(goal, mine);
		}

		void end(Goal goal, Flight mine, @Nullable CachedPage page) {
			this.flights.remove(goal, mine);
			mine.land(page);
		}

		/**
		 * Waits for somebody else.
		 * @param siteId the number of the site
		 * @param other who makes the answer
		 * @return the answer; {@code null} if there is none for others, not in time, or
		 * too many wait
		 */
		@Nullable CachedPage await(long siteId, Flight other) {
			boolean mayWait = this.waiting.merge(siteId, 1, Integer::sum) <= this.waitingOfSite;
			mayWait &= this.waitingInAll.incrementAndGet() <= MAX_WAITING_IN_ALL;
			try {
				return (mayWait) ? other.await(this.patience.toNanos()) : null;
			}
			finally {
				this.waitingInAll.decrementAndGet();
				this.waiting.computeIfPresent(siteId, (id, count) -> (count > 1) ? count - 1 : null);
			}
		}

	}

}
