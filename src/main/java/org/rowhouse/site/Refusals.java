package org.rowhouse.site;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Counts what has been refused to sites because of their limits, since the start. A site
 * that never met its limits costs nothing.
 */
@Component
public class Refusals {

	private static final int MAX_SITES = 20_000;

	private final LoadingCache<Long, Map<Reason, LongAdder>> counters = Caffeine.newBuilder()
		.maximumSize(MAX_SITES)
		.build((siteId) -> {
			Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);
			for (Reason reason : Reason.values()) {
				counts.put(reason, new LongAdder());
			}
			return counts;
		});

	private final ObjectProvider<Listener> listeners;

	Refusals(ObjectProvider<Listener> listeners) {
		this.listeners = listeners;
	}

	/**
	 * Counts a refusal.
	 * @param site the site
	 * @param reason which limit it met
	 */
	public void count(Site site, Reason reason) {
		LongAdder counter = this.counters.get(site.id()).get(reason);
		if (counter != null) {
			counter.increment();
		}
		this.listeners.forEach((listener) -> listener.onRefused(site, reason));
	}

	/**
	 * Returns the counts of a site.
	 * @param site the site
	 * @return how often, for each reason
	 */
	public Map<Reason, Long> of(Site site) {
		Map<Reason, LongAdder> counts = this.counters.getIfPresent(site.id());
		Map<Reason, Long> sums = new EnumMap<>(Reason.class);
		for (Reason reason : Reason.values()) {
			LongAdder counter = (counts != null) ? counts.get(reason) : null;
			sums.put(reason, (counter != null) ? counter.sum() : 0);
		}
		return sums;
	}

	/**
	 * The limit that was met.
	 */
	public enum Reason {

		/** More requests in a second than the site may have: 429. */
		RATE,

		/** More pages at once than the site may have made: 503. */
		BUSY,

		/** More pages and posts than it may have. */
		ITEMS,

		/** More bytes than it may keep. */
		STORAGE;

		/**
		 * Returns the name in metrics and JSON.
		 * @return the name in lower case
		 */
		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Is told of each refusal, on the thread that refused.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * Takes note.
		 * @param site the site
		 * @param reason which limit it met
		 */
		void onRefused(Site site, Reason reason);

	}

}
