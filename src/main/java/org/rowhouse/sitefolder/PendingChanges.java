package org.rowhouse.sitefolder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Folders that are to be read soon. One that changes again and again, as while a working
 * copy is updated, is read when it has been quiet for a moment, or at last after a while.
 * One that could not be read is tried again, after pauses that double.
 */
final class PendingChanges {

	/** Long enough for an editor that writes a file in several steps. */
	static final Duration QUIET = Duration.ofMillis(150);

	static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/** A folder that is taken away and put back at once was never gone. */
	static final Duration BEFORE_REMOVAL = Duration.ofSeconds(1);

	static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	private final Map<String, Change> changes = new HashMap<>();

	private final Map<String, Retry> retries = new HashMap<>();

	private final Semaphore news = new Semaphore(0);

	/**
	 * Notes that something in a folder has changed.
	 * @param key the folder's name
	 * @param now the time in nanoseconds
	 */
	synchronized void changed(String key, long now) {
		this.changes.merge(key, new Change(now, now), (before, next) -> new Change(before.first(), now));
		this.news.release();
	}

	/**
	 * Notes that a folder could not be read.
	 * @param key the folder's name
	 * @param now the time in nanoseconds
	 */
	synchronized void failed(String key, long now) {
		Retry before = this.retries.get(key);
		long pause = (before != null) ? Math.min(before.pause() * 2, LONGEST_PAUSE.toNanos()) : FIRST_PAUSE.toNanos();
		this.retries.put(key, new Retry(now + pause, pause));
		this.news.release();
	}

	/**
	 * Notes that a folder has been read or is gone.
	 * @param key the folder's name
	 */
	synchronized void succeeded(String key) {
		this.retries.remove(key);
	}

	/** Whether a folder waits for another try. */
	synchronized boolean isBroken(String key) {
		return this.retries.containsKey(key);
	}

	/**
	 * Takes the folders whose time has come.
	 * @param now the time in nanoseconds
	 * @return their names, in no order
	 */
	synchronized List<String> takeDue(long now) {
		List<String> due = new ArrayList<>();
		this.changes.entrySet().removeIf((entry) -> {
			boolean isDue = now - entry.getValue().due() >= 0;
			if (isDue) {
				due.add(entry.getKey());
			}
			return isDue;
		});
		this.retries.replaceAll((key, retry) -> {
			boolean isDue = now - retry.at() >= 0 && !due.contains(key);
			if (isDue) {
				due.add(key);
			}
			// Until it has been tried it is not due again.
			return (isDue) ? new Retry(now + retry.pause() + LONGEST_WAIT.toNanos(), retry.pause()) : retry;
		});
		return due;
	}

	/**
	 * Waits until a folder may be due.
	 * @param limit at most so long
	 * @throws InterruptedException if the thread is told to end
	 */
	void await(Duration limit) throws InterruptedException {
		boolean told = this.news.tryAcquire(nanosUntilDue(limit), TimeUnit.NANOSECONDS);
		if (told) {
			this.news.drainPermits();
		}
	}

	private synchronized long nanosUntilDue(Duration limit) {
		long now = System.nanoTime();
		long nanos = limit.toNanos();
		for (Change change : this.changes.values()) {
			nanos = Math.min(nanos, change.due() - now);
		}
		for (Retry retry : this.retries.values()) {
			nanos = Math.min(nanos, retry.at() - now);
		}
		return nanos;
	}

	private record Change(long first, long last) {

		long due() {
			return Math.min(this.last + QUIET.toNanos(), this.first + LONGEST_WAIT.toNanos());
		}

	}

	private record Retry(long at, long pause) {

	}

}
