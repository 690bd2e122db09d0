package org.rowhouse.cache;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Tells the CDN what was planned, one site after the other: a CDN that is slow or away
 * never keeps more than one of the threads that publish posts and send mail. While it is
 * away it is asked again every ten seconds at most, and when more than a hundred sites
 * wait for it their plans become one for all.
 */
class PurgeRun {

	private static final Logger logger = LoggerFactory.getLogger(PurgeRun.class);

	private static final Duration BUSY = Duration.ofSeconds(2);

	private static final Duration AWAY = Duration.ofSeconds(10);

	private static final int MAX_TOLD = 1000;

	private final CdnProperties properties;

	private final CdnClient client;

	private final Consumer<PlannedPurge> plans;

	private final ObjectProvider<PurgeListener> listeners;

	private final Clock clock = Clock.systemUTC();

	private final Semaphore turn = new Semaphore(1);

	/** Those whose failure stands in the log already. */
	private final Cache<Told, Boolean> told = Caffeine.newBuilder()
		.maximumSize(MAX_TOLD)
		.expireAfterWrite(Duration.ofHours(1))
		.build();

	/** The keys of sites whose plans were put off. */
	private final Set<String> waiting = ConcurrentHashMap.newKeySet();

	private volatile Instant awayUntil = Instant.MIN;

	/**
	 * Makes it.
	 * @param properties whether there is a CDN
	 * @param client asks it
	 * @param plans takes what is to be done later
	 * @param listeners hear how it went
	 */
	PurgeRun(CdnProperties properties, CdnClient client, Consumer<PlannedPurge> plans,
			ObjectProvider<PurgeListener> listeners) {
		this.properties = properties;
		this.client = client;
		this.plans = plans;
		this.listeners = listeners;
	}

	/**
	 * Carries out a plan, or plans to do it later.
	 * @param instance the name of the plan
	 */
	void run(String instance) {
		PlannedPurge purge = PlannedPurge.of(instance);
		if (purge == null || !this.properties.purges()) {
			return;
		}
		Instant now = this.clock.instant();
		if (now.isBefore(this.awayUntil)) {
			this.plans.accept(waiting(purge).later(now, AWAY));
		}
		else if (!this.turn.tryAcquire()) {
			this.plans.accept(waiting(purge).later(now, BUSY));
		}
		else {
			try {
				purge(purge);
			}
			finally {
				this.turn.release();
			}
		}
	}

	private void purge(PlannedPurge purge) {
		try {
			this.client.purge(purge.tag());
			this.told.invalidate(Told.of(purge));
			noLongerWaiting(purge);
			this.listeners.forEach((listener) -> listener.onPurged(purge.siteKey(), true));
		}
		catch (IOException ex) {
			Instant now = this.clock.instant();
			this.awayUntil = now.plus(AWAY);
			this.listeners.forEach((listener) -> listener.onPurged(purge.siteKey(), false));
			Optional<PlannedPurge> next = waiting(purge).again(now);
			next.ifPresent(this.plans);
			note(purge, ex, next.isEmpty());
		}
	}

	/**
	 * Plans of thousands of sites would be put off again and again, so that their number
	 * is bounded.
	 */
	private PlannedPurge waiting(PlannedPurge purge) {
		if (purge.siteKey() == null) {
			return purge;
		}
		this.waiting.add(purge.siteKey());
		return (this.waiting.size() > PurgePlans.MANY) ? new PlannedPurge(null, purge.at(), 0) : purge;
	}

	private void noLongerWaiting(PlannedPurge purge) {
		if (purge.siteKey() == null) {
			this.waiting.clear();
		}
		else {
			this.waiting.remove(purge.siteKey());
		}
	}

	private void note(PlannedPurge purge, IOException failure, boolean givenUp) {
		if (givenUp) {
			logger.error("The CDN has not been told that '{}' changed, and is not told any more: {}", purge.tag(),
					failure.toString());
		}
		else if (this.told.asMap().putIfAbsent(Told.of(purge), Boolean.TRUE) == null) {
			logger.warn("The CDN cannot be told that '{}' changed, and is told again later: {}", purge.tag(),
					failure.toString());
		}
	}

	/**
	 * Whose failure was told.
	 *
	 * @param siteKey the key of the site, or the tag of all
	 */
	private record Told(String siteKey) {

		static Told of(PlannedPurge purge) {
			return new Told(purge.tag());
		}

	}

}
