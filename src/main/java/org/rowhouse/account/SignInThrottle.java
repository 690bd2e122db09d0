package org.rowhouse.account;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;

import org.springframework.stereotype.Component;

/**
 * Slows down guessing of passwords: ten failures of one name from one address, or fifty
 * from one address, then one more every minute. A name alone is never locked, so nobody
 * can lock out somebody else from another address.
 */
@Component
class SignInThrottle {

	private static final int FAILURES_OF_NAME = 10;

	private static final int FAILURES_OF_ADDRESS = 50;

	private static final Duration ONE_MORE = Duration.ofMinutes(1);

	private static final int MAX_ENTRIES = 100_000;

	private static final Duration FORGOTTEN = Duration.ofHours(2);

	private final LoadingCache<Key, Bucket> buckets = Caffeine.newBuilder()
		.maximumSize(MAX_ENTRIES)
		.expireAfterAccess(FORGOTTEN)
		.build(SignInThrottle::bucket);

	private static Bucket bucket(Key key) {
		int capacity = (key.username().isEmpty()) ? FAILURES_OF_ADDRESS : FAILURES_OF_NAME;
		return Bucket.builder().addLimit((limit) -> limit.capacity(capacity).refillIntervally(1, ONE_MORE)).build();
	}

	/** Tells whether another attempt may be made now. */
	boolean allows(String username, String address) {
		return keys(username, address).stream().allMatch((key) -> this.buckets.get(key).getAvailableTokens() > 0);
	}

	void failed(String username, String address) {
		keys(username, address).forEach((key) -> this.buckets.get(key).tryConsume(1));
	}

	private static List<Key> keys(String username, String address) {
		String name = username.strip().toLowerCase(Locale.ROOT);
		return List.of(new Key("", address), new Key(name.substring(0, Math.min(100, name.length())) + " ", address));
	}

	private record Key(String username, String address) {

	}

}
