package org.rowhouse.ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When which address is checked again: the longer nothing was found, the longer the
 * pause. Not for use by several threads.
 */
final class CheckPlan {

	private static final Duration LONGEST = Duration.ofDays(1);

	private final Duration shortest;

	private Map<PendingAddress, Turn> turns = new HashMap<>();

	CheckPlan(Duration shortest) {
		this.shortest = shortest;
	}

	/**
	 * Finds those whose turn it is, and plans their next one. Those that are not pending
	 * any more are forgotten; new ones have their first turn after the shortest pause.
	 * @param pending all addresses that wait for proof
	 * @param now the time
	 * @return what to check now
	 */
	List<PendingAddress> due(Collection<PendingAddress> pending, Instant now) {
		Map<PendingAddress, Turn> next = new HashMap<>();
		List<PendingAddress> due = pending.stream().filter((address) -> {
			Turn turn = this.turns.getOrDefault(address, new Turn(now.plus(this.shortest), this.shortest));
			boolean isDue = !turn.at().isAfter(now);
			next.put(address, (isDue) ? turn.next(now) : turn);
			return isDue;
		}).toList();
		this.turns = next;
		return due;
	}

	/**
	 * When an address is checked, and how long after the time before.
	 */
	private record Turn(Instant at, Duration pause) {

		Turn next(Instant now) {
			Duration doubled = this.pause.multipliedBy(2);
			Duration longer = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
			return new Turn(now.plus(longer), longer);
		}

	}

}
