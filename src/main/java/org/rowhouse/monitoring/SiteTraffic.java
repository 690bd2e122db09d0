package org.rowhouse.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.SiteDeleted;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts the requests of each site since the start. A site that nobody asked for costs
 * nothing, another one a little more than a kilobyte.
 */
@Component
class SiteTraffic implements CompletedRequest.Listener {

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	private final Clock clock = Clock.systemUTC();

	@Override
	public void onCompleted(CompletedRequest request) {
		if (request.site() != null) {
			this.counters.computeIfAbsent(request.site(), (key) -> new Counter()).add(request, this.clock.instant());
		}
	}

	/** Another site may get the key, and begins at zero. */
	@EventListener
	void deleted(SiteDeleted site) {
		this.counters.remove(site.key());
	}

	/** The figures of a site; zeros for one that nobody asked for. */
	Figures of(String key) {
		Counter counter = this.counters.get(key);
		return (counter != null) ? counter.figures() : new Figures(0, 0, null, 0, 0);
	}

	/**
	 * What is known of a site's requests.
	 *
	 * @param requests how many there were
	 * @param errors how many of them got a status of 500 or above
	 * @param lastError the last of those, or {@code null}
	 * @param meanMillis mean time to answer, in milliseconds
	 * @param p99Millis time within which 99 of 100 were answered, in milliseconds, at
	 * most 20 % too high
	 */
	record Figures(long requests, long errors, @Nullable LastError lastError, double meanMillis, double p99Millis) {

	}

	/**
	 * A failed request.
	 *
	 * @param at when
	 * @param method the HTTP method
	 * @param path the path
	 * @param status the status
	 * @param message what went wrong
	 */
	record LastError(Instant at, String method, String path, int status, String message) {

	}

	private static final class Counter {

		/** Four buckets for each doubling, from 1 µs to over an hour. */
		private static final int PER_DOUBLING = 4;

		private static final int BUCKETS = 32 * PER_DOUBLING;

		private final LongAdder requests = new LongAdder();

		private final LongAdder errors = new LongAdder();

		private final LongAdder nanos = new LongAdder();

		private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

		private volatile @Nullable LastError lastError;

		void add(CompletedRequest request, Instant now) {
			this.requests.increment();
			this.nanos.add(request.duration().toNanos());
			this.buckets.incrementAndGet(bucket(request.duration()));
			// A suspended site answers 503 on purpose.
			if (request.status() >= 500 && (request.error() != null || request.status() != 503)) {
				this.errors.increment();
				String message = (request.error() != null) ? request.error() : "Status " + request.status();
				this.lastError = new LastError(now, request.method(), request.path(), request.status(), message);
			}
		}

		private static int bucket(Duration duration) {
			double micros = Math.max(1, duration.toNanos() / 1000.0);
			return Math.min(BUCKETS - 1, (int) (Math.log(micros) / Math.log(2) * PER_DOUBLING));
		}

		Figures figures() {
			long count = this.requests.sum();
			double mean = (count == 0) ? 0 : this.nanos.sum() / 1e6 / count;
			return new Figures(count, this.errors.sum(), this.lastError, round(mean), round(p99()));
		}

		private double p99() {
			long total = 0;
			for (int i = 0; i < BUCKETS; i++) {
				total += this.buckets.get(i);
			}
			long wanted = (long) Math.ceil(total * 0.99);
			long seen = 0;
			for (int i = 0; i < BUCKETS && wanted > 0; i++) {
				seen += this.buckets.get(i);
				if (seen >= wanted) {
					return Math.pow(2, (i + 1.0) / PER_DOUBLING) / 1000;
				}
			}
			return 0;
		}

		private static double round(double millis) {
			return Math.round(millis * 1000) / 1000.0;
		}

	}

}
