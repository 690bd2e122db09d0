package org.rowhouse.ownership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.rowhouse.site.HostPattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckPlan}.
 */
class CheckPlanTests {

	private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

	private final PendingAddress pending = new PendingAddress("shop", HostPattern.parse("shop.test"), "c");

	private final CheckPlan plan = new CheckPlan(Duration.ofMinutes(1));

	@Test
	void pausesDoubleUpToADay() {
		List<Long> minutes = new ArrayList<>();
		for (int minute = 0; minute <= 8000; minute++) {
			if (!this.plan.due(List.of(this.pending), START.plus(Duration.ofMinutes(minute))).isEmpty()) {
				minutes.add((long) minute);
			}
		}
		assertThat(minutes).startsWith(1L, 3L, 7L, 15L, 31L).endsWith(2047L, 3487L, 4927L, 6367L, 7807L);
	}

	@Test
	void whatWasAwayBeginsAnew() {
		this.plan.due(List.of(this.pending), START);
		assertThat(this.plan.due(List.of(this.pending), START.plusSeconds(60))).containsExactly(this.pending);
		assertThat(this.plan.due(List.of(), START.plusSeconds(70))).isEmpty();
		assertThat(this.plan.due(List.of(this.pending), START.plusSeconds(500))).isEmpty();
		assertThat(this.plan.due(List.of(this.pending), START.plusSeconds(560))).containsExactly(this.pending);
	}

}
