package org.rowhouse.sitefolder;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PendingChanges}, whose time is told to it.
 */
class PendingChangesTests {

	private final PendingChanges pending = new PendingChanges();

	@Test
	void aFolderIsDueWhenItHasBeenQuiet() {
		this.pending.changed("a", millis(0));
		this.pending.changed("a", millis(100));
		assertThat(this.pending.takeDue(millis(200))).isEmpty();
		assertThat(this.pending.takeDue(millis(251))).containsExactly("a");
		assertThat(this.pending.takeDue(millis(500))).isEmpty();
	}

	@Test
	void aFolderThatIsNeverQuietIsDueInTheEnd() {
		long end = PendingChanges.LONGEST_WAIT.toMillis();
		for (int at = 0; at < end; at += 100) {
			this.pending.changed("busy", millis(at));
			assertThat(this.pending.takeDue(millis(at))).as("at %d ms", at).isEmpty();
		}
		this.pending.changed("busy", millis(end));
		assertThat(this.pending.takeDue(millis(end))).containsExactly("busy");
	}

	@Test
	void oneFoldersChangesDoNotDelayAnothers() {
		this.pending.changed("a", millis(0));
		this.pending.changed("b", millis(140));
		assertThat(this.pending.takeDue(millis(160))).containsExactly("a");
	}

	@Test
	void aBrokenFolderIsTriedAgainAfterPausesThatDoubleUpToABound() {
		long now = 0;
		long expected = 1000;
		for (int i = 0; i < 12; i++) {
			this.pending.failed("bad", millis(now));
			assertThat(this.pending.takeDue(millis(now + expected - 1))).as("pause %d", i).isEmpty();
			now += expected;
			assertThat(this.pending.takeDue(millis(now))).as("pause %d", i).containsExactly("bad");
			expected = Math.min(expected * 2, PendingChanges.LONGEST_PAUSE.toMillis());
		}
		assertThat(expected).isEqualTo(300_000);
	}

	@Test
	void aMendedFolderIsNotTriedAgain() {
		this.pending.failed("bad", millis(0));
		assertThat(this.pending.isBroken("bad")).isTrue();
		this.pending.succeeded("bad");
		assertThat(this.pending.isBroken("bad")).isFalse();
		assertThat(this.pending.takeDue(millis(1_000_000))).isEmpty();
	}

	@Test
	void aFolderThatIsBothChangedAndBrokenIsTakenOnce() {
		this.pending.failed("bad", millis(0));
		this.pending.changed("bad", millis(900));
		assertThat(this.pending.takeDue(millis(1100))).containsExactly("bad");
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
