package org.rowhouse.traffic;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDeleted;
import org.rowhouse.traffic.SiteCounter.Unwritten;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts the requests of every site in memory, so that visitors cause no write of their
 * own. A site that nobody has asked for since the start costs nothing. It needs no other
 * bean, since filters are made early.
 */
@Component
public class TrafficCounters implements CompletedRequest.Listener {

	private final Map<Long, SiteCounter> counters = new ConcurrentHashMap<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final Clock clock = Clock.systemUTC();

	@Override
	public void onCompleted(CompletedRequest request) {
		count(request, this.clock.instant());
	}

	void count(CompletedRequest request, Instant now) {
		Site site = request.site();
		if (site != null) {
			SiteCounter counter = this.counters.get(site.id());
			((counter != null) ? counter
					: this.counters.computeIfAbsent(site.id(), (id) -> new SiteCounter(this.failures)))
				.add(request, now.truncatedTo(ChronoUnit.MICROS), now.truncatedTo(ChronoUnit.HOURS));
		}
	}

	/** What has not been written yet has nowhere to go. */
	@EventListener
	void deleted(SiteDeleted site) {
		SiteCounter counter = this.counters.remove(site.id());
		if (counter != null) {
			counter.take();
		}
	}

	/**
	 * Returns what this process has counted of a site since its start.
	 * @param site the site
	 * @return counts, those of this moment included; zeros where nobody came
	 */
	public SinceStart of(Site site) {
		SiteCounter counter = this.counters.get(site.id());
		return (counter != null) ? counter.sinceStart() : SinceStart.NOTHING;
	}

	/**
	 * Hands over what has not been written yet.
	 * @return what was counted of each site to which somebody came since the last time,
	 * in the order of their numbers
	 */
	List<Taken> take() {
		return this.counters.entrySet().stream().flatMap((entry) -> {
			Unwritten unwritten = entry.getValue().take();
			return (unwritten != null) ? Stream.of(new Taken(entry.getKey(), unwritten)) : Stream.empty();
		}).sorted(Comparator.comparing(Taken::siteId)).toList();
	}

	/**
	 * Takes back what could not be written, to be handed over the next time.
	 * @param taken what it was
	 */
	void putBack(Taken taken) {
		SiteCounter counter = this.counters.get(taken.siteId());
		if (counter != null) {
			counter.putBack(taken.unwritten());
		}
	}

	/**
	 * What has not been written yet of a site.
	 *
	 * @param siteId the number of the site
	 * @param unwritten what it is
	 */
	record Taken(Long siteId, Unwritten unwritten) {

	}

}
