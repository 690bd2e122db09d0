package org.rowhouse.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CompletedRequest;

/**
 * Counts the requests of one site. Those that have not been handed over to be written are
 * counted by the hour, and join all others since the start when they are, so that each is
 * counted once on its way. It takes a few hundred bytes, and more while something is to
 * be written.
 */
final class SiteCounter {

	/** While the database is away: what is older is given up. */
	static final int MAX_HOURS = 6;

	/** Of different failures between two writes. */
	static final int MAX_FAILURES = 50;

	/** The same of all sites together, a few megabytes. */
	static final int MAX_FAILURES_OF_ALL = 10_000;

	private final AtomicInteger failuresOfAll;

	/** Of all that has been handed over, whether or not it could be written. */
	private final Sums handedOver = new Sums();

	private @Nullable Unwritten unwritten;

	/** The hours of it that came back, which are not counted again. */
	private @Nullable Unwritten returned;

	private @Nullable FailedRequest lastFailure;

	/**
	 * Makes a counter of a site to which nobody has come yet.
	 * @param failuresOfAll how many failures all counters together have to write
	 */
	SiteCounter(AtomicInteger failuresOfAll) {
		this.failuresOfAll = failuresOfAll;
	}

	synchronized void add(CompletedRequest request, Instant now, Instant hour) {
		Unwritten open = unwritten();
		open.hour(hour).add(request);
		if (Sums.isServerError(request)) {
			FailedRequest failed = FailedRequest.of(request, now);
			this.lastFailure = failed;
			add(open, failed);
		}
	}

	private Unwritten unwritten() {
		Unwritten open = this.unwritten;
		if (open == null) {
			open = Unwritten.nothing();
			this.unwritten = open;
		}
		return open;
	}

	/** Of too many different ones the first stay: what comes then is more of the same. */
	private void add(Unwritten open, FailedRequest failed) {
		List<FailedRequest> failures = open.failures();
		for (int i = 0; i < failures.size(); i++) {
			if (failures.get(i).isLike(failed)) {
				failures.set(i, failures.get(i).and(failed));
				return;
			}
		}
		if (failures.size() < MAX_FAILURES && this.failuresOfAll.get() < MAX_FAILURES_OF_ALL) {
			failures.add(failed);
			this.failuresOfAll.incrementAndGet();
		}
	}

	/**
	 * Hands over what has not been written yet.
	 * @return what it is, or {@code null} if nobody came
	 */
	synchronized @Nullable Unwritten take() {
		Unwritten back = this.returned;
		Unwritten taken = (back != null) ? unwritten() : this.unwritten;
		this.unwritten = null;
		this.returned = null;
		if (taken != null) {
			taken.addTo(this.handedOver);
			if (back != null) {
				taken.addHours(back);
			}
			this.failuresOfAll.addAndGet(-taken.failures().size());
		}
		return taken;
	}

	/** Takes back what could not be written. */
	synchronized void putBack(Unwritten taken) {
		Unwritten back = this.returned;
		if (back == null) {
			back = Unwritten.nothing();
			this.returned = back;
		}
		back.addHours(taken);
		Unwritten open = unwritten();
		taken.failures().forEach((failed) -> add(open, failed));
	}

	synchronized SinceStart sinceStart() {
		Sums all = new Sums();
		all.add(this.handedOver);
		if (this.unwritten != null) {
			this.unwritten.addTo(all);
		}
		TrafficFigures figures = all.toFigures();
		return new SinceStart(figures.requests(), figures.serverErrors(), this.lastFailure,
				(figures.meanMillis() != null) ? figures.meanMillis() : 0,
				(figures.p99Millis() != null) ? figures.p99Millis() : 0);
	}

	/**
	 * What was counted in an hour.
	 *
	 * @param beginsAt the beginning of the hour
	 * @param sums what was counted
	 */
	record Hour(Instant beginsAt, Sums sums) {

	}

	/**
	 * What has not been written yet.
	 *
	 * @param hours what was counted, by the hour
	 * @param failures what failed
	 */
	record Unwritten(List<Hour> hours, List<FailedRequest> failures) {

		private static Unwritten nothing() {
			return new Unwritten(new ArrayList<>(1), new ArrayList<>(0));
		}

		private void addTo(Sums all) {
			this.hours.forEach((hour) -> all.add(hour.sums()));
		}

		private void addHours(Unwritten other) {
			other.hours.forEach((hour) -> hour(hour.beginsAt()).add(hour.sums()));
		}

		/** The sums of an hour; of too many the oldest goes. */
		private Sums hour(Instant beginsAt) {
			for (Hour hour : this.hours) {
				if (hour.beginsAt().equals(beginsAt)) {
					return hour.sums();
				}
			}
			Hour added = new Hour(beginsAt, new Sums());
			this.hours.add(added);
			if (this.hours.size() > MAX_HOURS) {
				this.hours.sort(Comparator.comparing(Hour::beginsAt));
				this.hours.remove(0);
			}
			return added.sums();
		}

	}

}
