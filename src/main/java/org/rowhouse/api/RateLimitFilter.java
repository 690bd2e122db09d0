package org.rowhouse.api;

import java.io.IOException;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.Worker;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Lets each person send so many requests to the API in a minute, on each node, and says
 * how many are left, in the headers of the IETF draft "RateLimit header fields for HTTP"
 * (version 10). Requests that nobody signed in do not come this far.
 */
class RateLimitFilter extends ApiFilter {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int MAX_PEOPLE = 100_000;

	private final Worker worker;

	private final int limit;

	private final LoadingCache<Long, Bucket> buckets;

	RateLimitFilter(Worker worker, int limit) {
		this.worker = worker;
		this.limit = limit;
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MAX_PEOPLE)
			.expireAfterAccess(WINDOW.multipliedBy(2))
			.build((id) -> Bucket.builder()
				.addLimit((bandwidth) -> bandwidth.capacity(limit).refillGreedy(limit, WINDOW))
				.build());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Long person = this.worker.id();
		if (person == null || this.limit == 0) {
			chain.doFilter(request, response);
			return;
		}
		ConsumptionProbe probe = this.buckets.get(person).tryConsumeAndReturnRemaining(1);
		long whole = seconds(probe.getNanosToWaitForReset());
		response.setHeader("RateLimit-Policy", "\"person\";q=" + this.limit + ";w=" + WINDOW.toSeconds());
		response.setHeader("RateLimit", "\"person\";r=" + probe.getRemainingTokens() + ";t=" + whole);
		if (probe.isConsumed()) {
			chain.doFilter(request, response);
			return;
		}
		long wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
		response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
		refuse(response, HttpStatus.TOO_MANY_REQUESTS, "You have sent more than " + this.limit
				+ " requests in a minute. Send the next one in " + wait + " s, and look at the header RateLimit.");
	}

	private static long seconds(long nanos) {
		return (nanos + 999_999_999L) / 1_000_000_000L;
	}

}
