package org.rowhouse.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When mails are tried again.
 */
class RetryScheduleTests {

	private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");

	@Test
	void aMailIsTriedLessAndLessOftenForTwoDays() {
		List<Duration> tries = new ArrayList<>();
		Optional<Instant> next = Optional.of(SINCE);
		while (next.isPresent()) {
			tries.add(Duration.between(SINCE, next.get()));
			next = RetrySchedule.next(tries.size(), SINCE, next.get());
		}
		assertThat(tries.subList(0, 6)).extracting(Duration::toMinutes).containsExactly(0L, 1L, 3L, 7L, 15L, 31L);
		for (int i = 2; i < tries.size() - 1; i++) {
			assertThat(tries.get(i).minus(tries.get(i - 1))).isLessThanOrEqualTo(Duration.ofHours(8))
				.isGreaterThanOrEqualTo(tries.get(i - 1).minus(tries.get(i - 2)));
		}
		assertThat(tries).hasSizeBetween(12, 20);
		assertThat(tries.get(tries.size() - 1)).isEqualTo(Duration.ofDays(2));
	}

	@Test
	void whatWasAwayForLongIsNotTriedAgain() {
		assertThat(RetrySchedule.next(1, SINCE, SINCE.plus(Duration.ofDays(2)))).isEmpty();
		assertThat(RetrySchedule.next(1, SINCE, SINCE.plus(Duration.ofDays(30)))).isEmpty();
		assertThat(RetrySchedule.next(100_000, SINCE, SINCE)).contains(SINCE.plus(Duration.ofHours(8)));
	}

}
