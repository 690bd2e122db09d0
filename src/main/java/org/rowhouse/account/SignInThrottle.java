package org.rowhouse.account;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;

import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords: ten failures of one name from one address, or fifty
 * from one address, then one more every minute. A name alone is never locked, so nobody
 * can lock out somebody else from another address. An attempt counts while it is being
 * made, so many at once are not more; who has the right password waits a moment at most.
 */
@Component
class SignInThrottle {

	private static final int FAILURES_OF_NAME = 10;

	private static final int FAILURES_OF_ADDRESS = 50;

	private static final Duration ONE_MORE = Duration.ofMinutes(1);

	private static final int MAX_ENTRIES = 100_000;

	private static final Duration FORGOTTEN = Duration.ofHours(2);

	private final LoadingCache<Key, Attempts> attempts = Caffeine.newBuilder()
		.maximumSize(MAX_ENTRIES)
		.expireAfterAccess(FORGOTTEN)
		.build((key) -> new Attempts((key.username().isEmpty()) ? FAILURES_OF_ADDRESS : FAILURES_OF_NAME));

	/**
	 * Begins an attempt.
	 * @return what ends it, or nothing if it may not be made now
	 */
	Optional<Attempt> begin(String username, String address) {
		String name = username.strip().toLowerCase(Locale.ROOT);
		Attempts ofAddress = this.attempts.get(new Key("", address));
		Attempts ofName = this.attempts.get(new Key(name.substring(0, Math.min(100, name.length())) + " ", address));
		if (!ofAddress.begin()) {
			return Optional.empty();
		}
		if (!ofName.begin()) {
			ofAddress.end(true);
			return Optional.empty();
		}
		return Optional.of((succeeded) -> {
			ofAddress.end(succeeded);
			ofName.end(succeeded);
		});
	}

	/** An attempt that is being made. */
	@FunctionalInterface
	interface Attempt {

		/** One that succeeded was no guess and does not count. */
		void end(boolean succeeded);

	}

	private record Key(String username, String address) {

	}

	private static final class Attempts {

		private final Bucket bucket;

		private int running;

		Attempts(int capacity) {
			this.bucket = Bucket.builder()
				.addLimit((limit) -> limit.capacity(capacity).refillIntervally(1, ONE_MORE))
				.build();
		}

		/** Waits where others are still trying, since they may turn out not to count. */
		synchronized boolean begin() {
			try {
				while (!this.bucket.tryConsume(1)) {
					if (this.running <= 0) {
						return false;
					}
					wait();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
			this.running++;
			return true;
		}

		synchronized void end(boolean succeeded) {
			this.running--;
			if (succeeded) {
				this.bucket.addTokens(1);
			}
			notifyAll();
		}

	}

}
