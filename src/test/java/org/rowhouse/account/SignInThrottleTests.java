package org.rowhouse.account;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who guesses is slowed down, and whose password is guessed is not.
 */
class SignInThrottleTests {

	private final SignInThrottle throttle = new SignInThrottle();

	private boolean fails(String username, String address, @Nullable String device) {
		Optional<SignInThrottle.Attempt> attempt = this.throttle.begin(username, address, device);
		attempt.ifPresent((one) -> one.end(false));
		return attempt.isPresent();
	}

	@Test
	void tenFailuresOfANameFromAnAddressAreEnough() {
		for (int i = 0; i < 10; i++) {
			assertThat(fails("ada", "192.0.2.1", null)).isTrue();
		}
		assertThat(fails("Ada ", "192.0.2.1", null)).isFalse();
		assertThat(fails("ada", "192.0.2.2", null)).isTrue();
		assertThat(fails("bob", "192.0.2.1", null)).isTrue();
	}

	@Test
	void anAttemptThatCouldNotBeComparedIsNone() {
		for (int i = 0; i < 30; i++) {
			this.throttle.begin("ada", "192.0.2.1", null).orElseThrow().cancel();
		}
		assertThat(fails("ada", "192.0.2.1", null)).isTrue();
	}

	@Test
	void whoHasManyAddressesOfOneNetworkHasOne() {
		for (int i = 0; i < 10; i++) {
			assertThat(fails("ada", "2001:db8:0:1::" + i, null)).isTrue();
		}
		assertThat(fails("ada", "2001:db8:0:1::ffff", null)).isFalse();
		assertThat(fails("ada", "2001:db8:0:2::1", null)).isTrue();
	}

	@Test
	void strangersWithManyAddressesDoNotLockAnybodyOutOfTheirOwnBrowser() {
		for (int i = 0; i < 100; i++) {
			assertThat(fails("ada", "198.51.100." + i, null)).isTrue();
		}
		assertThat(fails("ada", "203.0.113.1", null)).as("another stranger").isFalse();
		assertThat(this.throttle.begin("ada", "203.0.113.1", "her browser")).isPresent();
	}

	@Test
	void strangersAtTheSameAddressDoNotEither() {
		for (int i = 0; i < 60; i++) {
			fails("ada" + i, "192.0.2.1", null);
		}
		assertThat(fails("ada", "192.0.2.1", null)).isFalse();
		for (int i = 0; i < 10; i++) {
			assertThat(fails("ada", "192.0.2.1", "her browser")).isTrue();
		}
		assertThat(fails("ada", "192.0.2.1", "her browser")).as("a thief of the browser").isFalse();
	}

	@Test
	void whoSignedInFromAnAddressGoesOnThere() {
		this.throttle.begin("ada", "203.0.113.1", null).orElseThrow().end(true);
		for (int i = 0; i < 100; i++) {
			fails("ada", "198.51.100." + i, null);
		}
		assertThat(fails("ada", "203.0.113.2", null)).isFalse();
		assertThat(fails("ada", "203.0.113.1", null)).isTrue();
	}

	@Test
	void codesAreGuessedFiveTimesAndPrintedOnesAreCountedApart() {
		for (int i = 0; i < 5; i++) {
			this.throttle.beginCode(7, false).orElseThrow().end(false);
		}
		assertThat(this.throttle.beginCode(7, false)).isEmpty();
		assertThat(this.throttle.beginCode(7, true)).isPresent();
		assertThat(this.throttle.beginCode(8, false)).isPresent();
	}

}
