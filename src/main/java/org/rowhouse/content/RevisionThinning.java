package org.rowhouse.content;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which revisions of an item go. The newest twenty stay; of those before them one
 * for each hour of the last day, one for each day of the last 30, and one for each month.
 * The first one stays, and those that published something stay beside others of their
 * hour, day or month. If there are still more than may be, or they are larger than may
 * be, the oldest go that published nothing, then the oldest that did, and the first one
 * last. The newest two stay in any case. Hours, days and months are those of UTC.
 */
final class RevisionThinning {

	private static final int NEWEST = 20;

	/** The last one and what it replaced. */
	private static final int ALWAYS = 2;

	private static final Duration HOURS = Duration.ofDays(1);

	private static final Duration DAYS = Duration.ofDays(30);

	private final int max;

	private final long maxCharacters;

	/**
	 * Makes rules.
	 * @param max how many an item may have, at least two
	 * @param maxCharacters how many characters all of them may have together
	 */
	RevisionThinning(int max, long maxCharacters) {
		this.max = max;
		this.maxCharacters = maxCharacters;
	}

	/**
	 * Decides.
	 * @param all all revisions of an item, in any order
	 * @param now the time
	 * @return the numbers of those that go
	 */
	Set<Long> superfluous(List<Mark> all, Instant now) {
		List<Mark> kept = new ArrayList<>();
		Set<Object> periods = new HashSet<>();
		List<Mark> newestFirst = all.stream().sorted(Comparator.comparingLong(Mark::number).reversed()).toList();
		for (Mark mark : newestFirst) {
			boolean newest = kept.size() < NEWEST;
			boolean first = mark.number() == newestFirst.get(newestFirst.size() - 1).number();
			if (newest || first || mark.publication() || periods.add(period(mark.at(), now))) {
				kept.add(mark);
			}
		}
		bound(kept);
		Set<Long> gone = new HashSet<>();
		all.forEach((mark) -> gone.add(mark.number()));
		kept.forEach((mark) -> gone.remove(mark.number()));
		return gone;
	}

	private static Object period(Instant at, Instant now) {
		Duration age = Duration.between(at, now);
		if (age.compareTo(HOURS) < 0) {
			return at.truncatedTo(ChronoUnit.HOURS);
		}
		return (age.compareTo(DAYS) < 0) ? at.atOffset(ZoneOffset.UTC).toLocalDate()
				: YearMonth.from(at.atOffset(ZoneOffset.UTC));
	}

	private void bound(List<Mark> kept) {
		long characters = kept.stream().mapToLong(Mark::size).sum();
		while (kept.size() > ALWAYS && (kept.size() > this.max || characters > this.maxCharacters)) {
			characters -= kept.remove(leastWorth(kept)).size();
		}
	}

	/** From the oldest to the newest; the last one in the list is the first of all. */
	private static int leastWorth(List<Mark> kept) {
		int last = kept.size() - 1;
		for (int i = last - 1; i >= ALWAYS; i--) {
			if (!kept.get(i).publication()) {
				return i;
			}
		}
		return (last - 1 >= ALWAYS) ? last - 1 : last;
	}

	/**
	 * What is to be known of a revision.
	 *
	 * @param number the version of the item
	 * @param at when it was saved
	 * @param publication whether something became visible with it
	 * @param size in characters
	 */
	record Mark(long number, Instant at, boolean publication, long size) {

	}

}
