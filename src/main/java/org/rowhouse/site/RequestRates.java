package org.rowhouse.site;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How many requests each site may still have: a token bucket for each that has been asked
 * for lately. A request takes a token at the door, and nine more when a page has to be
 * made for it, so that a static file counts as a tenth of a page. The tokens of a site
 * that nobody asks for any more are forgotten once they would all be there again.
 */
@Component
public class RequestRates {

	/** What a page takes in all. */
	public static final int PAGE = 10;

	/** What every request takes at the door. */
	public static final int DOOR = 1;

	private static final int MAX_SITES = 100_000;

	/** Longer than the largest burst that makes sense takes to fill. */
	private static final Duration IDLE = Duration.ofMinutes(10);

	private final SiteLimits limits;

	private final TimeMeter time;

	private final Cache<Long, Allowance> allowances = Caffeine.newBuilder()
		.maximumSize(MAX_SITES)
		.expireAfterAccess(IDLE)
		.build();

	RequestRates(SiteLimits limits, ObjectProvider<TimeMeter> time) {
		this.limits = limits;
		this.time = time.getIfAvailable(() -> TimeMeter.SYSTEM_NANOTIME);
	}

	/**
	 * Takes tokens, if there are so many.
	 * @param site the site that is asked for
	 * @param tokens {@link #DOOR}, or what is left of {@link #PAGE}
	 * @return nothing if they were there; otherwise when they would be
	 */
	public Optional<Duration> take(Site site, int tokens) {
		Limits now = this.limits.of(site);
		long rate = now.of(Limit.REQUESTS_PER_SECOND);
		if (rate == 0) {
			return Optional.empty();
		}
		Allowance allowance = allowance(site.id(), rate, now.of(Limit.BURST));
		if (allowance.bucket().tryConsume(tokens)) {
			return Optional.empty();
		}
		ConsumptionProbe probe = allowance.bucket().tryConsumeAndReturnRemaining(tokens);
		return (probe.isConsumed()) ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
	}

	/**
	 * Returns how many pages could be asked for at once right now.
	 * @param site the site
	 * @return a number, or {@code null} if there is no limit
	 */
	public @Nullable Long left(Site site) {
		Limits now = this.limits.of(site);
		long rate = now.of(Limit.REQUESTS_PER_SECOND);
		long burst = now.of(Limit.BURST);
		if (rate == 0) {
			return null;
		}
		Allowance allowance = this.allowances.getIfPresent(site.id());
		return (allowance != null && allowance.isFor(rate, burst)) ? allowance.bucket().getAvailableTokens() / PAGE
				: burst;
	}

	/** A site whose limit has changed begins again. */
	private Allowance allowance(long siteId, long rate, long burst) {
		Allowance present = this.allowances.getIfPresent(siteId);
		if (present != null && present.isFor(rate, burst)) {
			return present;
		}
		return this.allowances.asMap()
			.compute(siteId, (id, old) -> (old != null && old.isFor(rate, burst)) ? old
					: new Allowance(rate, burst, bucket(rate, burst)));
	}

	private Bucket bucket(long rate, long burst) {
		return Bucket.builder()
			.withCustomTimePrecision(this.time)
			.addLimit((limit) -> limit.capacity(burst * PAGE).refillGreedy(rate * PAGE, Duration.ofSeconds(1)))
			.build();
	}

	private record Allowance(long rate, long burst, Bucket bucket) {

		boolean isFor(long wantedRate, long wantedBurst) {
			return this.rate == wantedRate && this.burst == wantedBurst;
		}

	}

}
