package org.rowhouse.site;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What each site may use, so that the rest is left for the others. An administrator can
 * set other values for a single site. {@code 0} or {@code unlimited} switches a limit
 * off.
 *
 * @param concurrentRenders how many pages of a site are made at once. By default half of
 * the processors, at least one, so that there is always one for the other sites. Static
 * files do not count.
 * @param requestsPerSecond how many pages of a site may be asked for in a second, over
 * time; beyond it the answer is 429. A static file and a page that is kept count as a
 * tenth of a page.
 * @param burst how many may be asked for at once after a quiet time
 * @param renderTime how long making a page may take, such as {@code 10s}
 * @param storage the size of a site's folder, of its content in the database and of its
 * media together, such as {@code 500MB}
 * @param items how many pages and posts a site has, drafts included
 * @param waitingRequests how many requests of a site wait while as many pages are made as
 * may be, and how many for one that another request makes; what comes on top of them gets
 * 503
 * @param waitingTime how long each of them waits before it gets 503
 * @param refusalPause how long the answer to a request that is refused is held back, so
 * that who asks again at once does not keep the machine busy with refusals. Nothing
 * waits: no thread is held.
 */
@ConfigurationProperties("rowhouse.limits")
record LimitsProperties(@Nullable String concurrentRenders, @DefaultValue("500") String requestsPerSecond,
		@DefaultValue("2000") String burst, @DefaultValue("5s") String renderTime, @DefaultValue("1GB") String storage,
		@DefaultValue("10000") String items, @DefaultValue("20") int waitingRequests,
		@DefaultValue("5s") Duration waitingTime, @DefaultValue("1s") Duration refusalPause) {

	private static final int MAX_WAITING = 200;

	private static final Duration MAX_WAIT = Duration.ofSeconds(30);

	/**
	 * Reads the limits.
	 * @return limits
	 * @throws InvalidSettingException if one of them, or of the other settings here, is
	 * none
	 */
	Limits toLimits() {
		requireOthers();
		Map<Limit, Long> amounts = new EnumMap<>(Limit.class);
		for (Limit limit : Limit.values()) {
			amounts.put(limit, parse(limit, text(limit)));
		}
		return new Limits(amounts);
	}

	private String text(Limit limit) {
		return switch (limit) {
			case CONCURRENT_RENDERS ->
				(this.concurrentRenders != null && !this.concurrentRenders.isBlank()) ? this.concurrentRenders
						: Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
			case REQUESTS_PER_SECOND -> this.requestsPerSecond;
			case BURST -> this.burst;
			case RENDER_TIME -> this.renderTime;
			case STORAGE -> this.storage;
			case ITEMS -> this.items;
		};
	}

	private static long parse(Limit limit, String text) {
		try {
			return limit.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException("rowhouse.limits." + limit.key() + " is '" + text + "'.",
					String.valueOf(ex.getMessage()));
		}
	}

	private void requireOthers() {
		if (this.waitingRequests < 0 || this.waitingRequests > MAX_WAITING) {
			throw new InvalidSettingException("rowhouse.limits.waiting-requests is " + this.waitingRequests + ".",
					"Write a number from 0 to " + MAX_WAITING + ": each of them may hold a thread.");
		}
		if (this.waitingTime.isNegative() || this.waitingTime.compareTo(MAX_WAIT) > 0) {
			throw new InvalidSettingException("rowhouse.limits.waiting-time is " + this.waitingTime.toMillis() + "ms.",
					"Write a time from 0s to " + MAX_WAIT.toSeconds() + "s.");
		}
		if (this.refusalPause.isNegative() || this.refusalPause.compareTo(Duration.ofSeconds(10)) > 0) {
			throw new InvalidSettingException(
					"rowhouse.limits.refusal-pause is " + this.refusalPause.toMillis() + "ms.",
					"Write a time from 0s to 10s.");
		}
	}

}
