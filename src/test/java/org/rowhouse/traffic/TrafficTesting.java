package org.rowhouse.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CompletedRequest.Effort;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.Site;

import org.springframework.context.ApplicationContext;

/**
 * Writes what was counted when a test says so, and makes up the past.
 */
public final class TrafficTesting {

	private TrafficTesting() {
	}

	/** As the timer does every minute. */
	public static void write(ApplicationContext context) {
		context.getBean(TrafficUpkeep.class).write();
	}

	/** Adds requests to an hour in the past; each took the time and wrote the bytes. */
	public static void past(ApplicationContext context, Site site, int hoursAgo, int requests, int failed,
			Duration time) {
		Instant now = Instant.now();
		Sums sums = new Sums();
		for (int i = 0; i < requests; i++) {
			sums.add(request(site, (i < failed) ? 500 : 200, time));
		}
		context.getBean(TrafficWriter.class)
			.add(now.truncatedTo(ChronoUnit.HOURS).minus(hoursAgo, ChronoUnit.HOURS),
					new TreeMap<>(Map.of(site.id(), sums)), now);
	}

	static CompletedRequest request(@Nullable Site site, int status, Duration time) {
		return new CompletedRequest(site, "GET", "/", status, time,
				new Effort(1000, time.dividedBy(2), time.dividedBy(4), false, "/"),
				(status == 500) ? new RequestFailure("0123abcd", "Boom", null, null) : null);
	}

}
