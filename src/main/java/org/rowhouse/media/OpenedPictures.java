package org.rowhouse.media;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lets only so many pictures be open at once, so that the memory that they take has a
 * bound. Whoever waits longest goes first; of those that visitors of one site want only a
 * few wait, so that one gallery does not go before everybody else.
 */
@Component
class OpenedPictures {

	/** Visitors' pictures of one site that wait at once. */
	static final int MAX_WAITING = 4;

	private final Semaphore permits;

	/** How many wait, by the id of the site. */
	private final ConcurrentMap<Long, Integer> waiting = new ConcurrentHashMap<>();

	OpenedPictures(MediaProperties properties) {
		this.permits = new Semaphore(properties.parallelPictures(), true);
	}

	/**
	 * Waits until another picture may be opened.
	 * @param patience how long
	 * @return what ends it; {@code null} if there were too many all the time
	 */
	@Nullable Permit acquire(Duration patience) {
		try {
			return (this.permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) ? new Permit() : null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Waits until another picture of a site may be opened, unless enough others of the
	 * site wait.
	 * @param siteId the number of the site
	 * @param patience how long
	 * @return what ends it; {@code null} at once if {@value #MAX_WAITING} others of the
	 * site wait already, or if there were too many all the time
	 */
	@Nullable Permit acquire(long siteId, Duration patience) {
		Permit free = acquire(Duration.ZERO);
		if (free != null) {
			return free;
		}
		try {
			return (this.waiting.merge(siteId, 1, Integer::sum) <= MAX_WAITING) ? acquire(patience) : null;
		}
		finally {
			this.waiting.computeIfPresent(siteId, (id, count) -> (count > 1) ? count - 1 : null);
		}
	}

	/** One of the pictures that may be open. */
	final class Permit implements AutoCloseable {

		private boolean closed;

		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				OpenedPictures.this.permits.release();
			}
		}

	}

}
