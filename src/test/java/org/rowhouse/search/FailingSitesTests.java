package org.rowhouse.search;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailingSites}.
 */
class FailingSitesTests {

	private final FailingSites failing = new FailingSites();

	@Test
	void aSiteThatFailsIsTriedLessAndLessOftenButAtLeastEachHour() {
		assertThat(this.failing.failed(1, 7, 0)).as("the first time").isTrue();
		assertThat(this.failing.isAside(1, 7, FailingSites.FIRST_WAIT - 1)).isTrue();
		assertThat(this.failing.isAside(1, 7, FailingSites.FIRST_WAIT)).isFalse();
		for (int times = 0; times < 80; times++) {
			assertThat(this.failing.failed(1, 7, 0)).isFalse();
		}
		assertThat(this.failing.isAside(1, 7, FailingSites.LONGEST_WAIT - 1)).isTrue();
		assertThat(this.failing.isAside(1, 7, FailingSites.LONGEST_WAIT)).isFalse();
	}

	@Test
	void aChangeOrAnotherSiteIsTriedAtOnce() {
		this.failing.failed(1, 7, 0);
		assertThat(this.failing.isAside(1, 8, 1)).isFalse();
		assertThat(this.failing.isAside(2, 7, 1)).isFalse();
		this.failing.done(1);
		assertThat(this.failing.isAside(1, 7, 1)).isFalse();
		assertThat(this.failing.size()).isZero();
	}

}
