package org.rowhouse.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Slows down guessing: ten failures of one name from one address, fifty from one address,
 * a hundred of one name from all addresses together, then one more every minute. From an
 * address where somebody signed in lately the last of these does not count, and in a
 * browser where they did none of them: ten failures of its own, then one more every
 * minute. A passkey or a link by mail is never held up. So nobody can lock out somebody
 * else. Codes of a second step have six digits: five wrong ones, then one more every five
 * minutes. An attempt counts while it is being made, so many at once are not more; who
 * has the right password waits a moment at most. All of it is forgotten when the process
 * ends.
 */
@Component
public class SignInThrottle {

	private static final int MAX_ENTRIES = 100_000;

	private static final Duration FORGOTTEN = Duration.ofHours(2);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration KNOWN = Duration.ofDays(30);

	private static final int MAX_NAME = 100;

	private static final int IPV6_NETWORK_BYTES = 8;

	private final LoadingCache<Key, Attempts> attempts = Caffeine.newBuilder()
		.maximumSize(MAX_ENTRIES)
		.expireAfterAccess(FORGOTTEN)
		.build((key) -> new Attempts(key.limit()));

	private final Cache<Key, Boolean> known = Caffeine.newBuilder()
		.maximumSize(MAX_ENTRIES)
		.expireAfterAccess(KNOWN)
		.build();

	/**
	 * Begins an attempt with a password.
	 * @param username what was typed
	 * @param address where
	 * @param device the {@linkplain KnownDevices browser}, if the person has signed in
	 * there before; otherwise {@code null}
	 * @return what ends it, or nothing if it may not be made now
	 */
	Optional<Attempt> begin(String username, String address, @Nullable String device) {
		String typed = Accounts.normalize(username);
		String name = typed.substring(0, Math.min(MAX_NAME, typed.length()));
		if (device != null) {
			return begin(List.of(new Key(Limit.DEVICE, name, device)));
		}
		String network = network(address);
		Key place = new Key(Limit.NAME_AT_ADDRESS, name, network);
		List<Key> keys = new ArrayList<>(List.of(new Key(Limit.ADDRESS, "", network), place));
		if (this.known.getIfPresent(place) == null) {
			keys.add(new Key(Limit.NAME, name, ""));
		}
		return begin(keys, () -> this.known.put(place, true));
	}

	/**
	 * Begins an attempt at the door of a private part of a site. Where it comes from
	 * counts, for each site by itself; nobody who guesses elsewhere keeps visitors out.
	 * @param siteId the number of the site
	 * @param name which door, and who wants to enter
	 * @param address where the request comes from
	 * @return what ends it, or nothing if it may not be made now
	 */
	public Optional<Attempt> beginAtDoor(long siteId, String name, String address) {
		String place = "site " + siteId + " " + network(address);
		return begin(List.of(new Key(Limit.ADDRESS, "", place), new Key(Limit.NAME_AT_ADDRESS, name, place)));
	}

	/**
	 * Begins an attempt with the code of a second step, or with one of those that are
	 * printed, which are counted apart: guessing the short ones must not keep anybody
	 * from using a long one.
	 * @return what ends it, or nothing if it may not be made now
	 */
	Optional<Attempt> beginCode(long accountId, boolean recovery) {
		return begin(List.of(new Key(Limit.CODE, ((recovery) ? "recovery " : "") + accountId, "")));
	}

	/**
	 * Asks for a mail, which counts in any case.
	 * @return whether it may be sent now
	 */
	boolean mayAskForMail(String address) {
		return begin(List.of(new Key(Limit.MAIL, "", network(address)))).map((attempt) -> {
			attempt.end(false);
			return true;
		}).orElse(false);
	}

	private Optional<Attempt> begin(List<Key> keys) {
		return begin(keys, () -> {
		});
	}

	private Optional<Attempt> begin(List<Key> keys, Runnable onSuccess) {
		List<Attempts> begun = new ArrayList<>();
		for (Key key : keys) {
			Attempts some = this.attempts.get(key);
			if (!some.begin()) {
				begun.forEach((other) -> other.end(true));
				return Optional.empty();
			}
			begun.add(some);
		}
		return Optional.of(new Begun(begun, onSuccess));
	}

	/** Who has one address of IPv6 usually has the 2^64 beside it. */
	static String network(String address) {
		if (!address.contains(":")) {
			return address;
		}
		try {
			byte[] bytes = InetAddress.getByName(address).getAddress();
			return HexFormat.of().formatHex(bytes, 0, Math.min(IPV6_NETWORK_BYTES, bytes.length));
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	/** An attempt that is being made. */
	public interface Attempt {

		/**
		 * Ends it.
		 * @param succeeded whether it did; one that succeeded was no guess and does not
		 * count
		 */
		void end(boolean succeeded);

		/** Ends it as if it had not been made: nobody could tell whether it was right. */
		void cancel();

	}

	private record Begun(List<Attempts> attempts, Runnable onSuccess) implements Attempt {

		@Override
		public void end(boolean succeeded) {
			if (succeeded) {
				this.onSuccess.run();
			}
			this.attempts.forEach((some) -> some.end(succeeded));
		}

		@Override
		public void cancel() {
			this.attempts.forEach((some) -> some.end(true));
		}

	}

	private record Key(Limit limit, String username, String address) {

	}

	private enum Limit {

		ADDRESS(50, Duration.ofMinutes(1)), NAME_AT_ADDRESS(10, Duration.ofMinutes(1)),
		NAME(100, Duration.ofMinutes(1)), DEVICE(10, Duration.ofMinutes(1)), CODE(5, Duration.ofMinutes(5)),
		MAIL(10, Duration.ofMinutes(1));

		private final int failures;

		private final Duration oneMore;

		Limit(int failures, Duration oneMore) {
			this.failures = failures;
			this.oneMore = oneMore;
		}

	}

	private static final class Attempts {

		private final Bucket bucket;

		private int running;

		Attempts(Limit limit) {
			this.bucket = Bucket.builder()
				.addLimit((bandwidth) -> bandwidth.capacity(limit.failures).refillIntervally(1, limit.oneMore))
				.build();
		}

		/**
		 * Waits for a while where others are still trying, since they may turn out not to
		 * count.
		 */
		synchronized boolean begin() {
			long until = System.nanoTime() + PATIENCE.toNanos();
			try {
				while (!this.bucket.tryConsume(1)) {
					long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
					if (this.running <= 0 || left <= 0) {
						return false;
					}
					wait(left);
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
