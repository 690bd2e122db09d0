package org.rowhouse.media;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lets only so many pictures be open at once, so that the memory that they take has a
 * bound. Whoever waits longest goes first.
 */
@Component
class OpenedPictures {

	private final Semaphore permits;

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
