package org.rowhouse.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a password has to be, how it is kept and how often it is compared.
 */
@RowhouseTest
class PasswordTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private AllSites allSites;

	@ParameterizedTest
	@ValueSource(strings = { "short", "password1234", "Password!2345", "PASSWORDPASSWORD", "qwertyuiop123",
			"letmein99999", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "123456789012", "ada-lovelace-99", "Lovelace1815!!",
			"rowhouse2026!", "localhost12345", "administrator1" })
	void whatIsGuessedFirstIsRefused(String password) {
		assertThat(this.passwords.mistake(password, List.of("ada.lovelace@example.com", "Lovelace"))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a row of houses", "correct garden lorry", "kühle Brücken im Nebel",
			"lovelace wrote the first", "зелёный чайник на окне", "                 x y z w v" })
	void whatIsLongAndNotCommonIsTaken(String password) {
		assertThat(this.passwords.mistake(password, List.of("ada.lovelace@example.com", "Lovelace"))).isEmpty();
	}

	@Test
	void twoHundredCharactersArePossibleAndOneMoreIsNot() {
		String many = "many words ".repeat(19).substring(0, 200);
		assertThat(this.passwords.mistake(many, List.of())).isEmpty();
		assertThat(this.passwords.mistake(many + "x", List.of())).isNotEmpty();
		assertThat(this.passwords.matches(many, this.passwords.hash(many))).isTrue();
		assertThat(this.passwords.matches(many.substring(0, 199), this.passwords.hash(many))).isFalse();
	}

	@Test
	void passwordsAreHashedWithArgon2id() {
		assertThat(this.passwords.hash("a row of houses")).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
	}

	@Test
	void whoWaitsForTooLongIsToldSoAndNobodyTakesMoreMemory() {
		PasswordEncoders full = new PasswordEncoders(0, Duration.ofMillis(10));
		assertThatThrownBy(() -> full.matches("a row of houses", "{argon2}x")).isInstanceOf(BusyException.class);
		assertThat(PasswordEncoders.placesOf(Runtime.getRuntime())).isBetween(1,
				Runtime.getRuntime().availableProcessors());
	}

	@Test
	void aHashOfBcryptStillCountsAndIsReplacedAtSignIn() {
		String password = "an older kind of hash";
		this.allSites.call("a test", () -> this.accounts.save(new Account("pw-old",
				"{bcrypt}" + new BCryptPasswordEncoder(4).encode(password), false, Instant.now())));
		assertThat(AdminSession.signIn(this.port, "pw-old", password).get("/account").statusCode()).isEqualTo(200);
		String hash = this.allSites.call("a test", () -> this.accounts.findByUsername("pw-old"))
			.orElseThrow()
			.passwordHash();
		assertThat(hash).startsWith("{argon2}");
		assertThat(Http.to(this.port, "localhost").as("pw-old", password).get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void aRightPasswordIsComparedOnceAMinuteAndAWrongOneEachTime() {
		AtomicInteger compared = new AtomicInteger();
		AtomicInteger seconds = new AtomicInteger();
		PasswordEncoder remembering = new RememberingPasswordEncoder(new PasswordEncoder() {

			@Override
			public String encode(CharSequence password) {
				return "hash of " + password;
			}

			@Override
			public boolean matches(CharSequence password, String hash) {
				compared.incrementAndGet();
				return hash.equals(encode(password));
			}

		}, () -> Duration.ofSeconds(seconds.get()).toNanos());
		for (int i = 0; i < 5; i++) {
			assertThat(remembering.matches("right", "hash of right")).isTrue();
		}
		assertThat(compared).hasValue(1);
		for (int i = 0; i < 5; i++) {
			assertThat(remembering.matches("wrong", "hash of right")).isFalse();
		}
		assertThat(compared).hasValue(6);
		assertThat(remembering.matches("right", "hash of another")).as("changed meanwhile").isFalse();
		seconds.set(61);
		assertThat(remembering.matches("right", "hash of right")).isTrue();
		assertThat(compared).hasValue(8);
		for (int i = 0; i < 3; i++) {
			assertThat(remembering.matches("userNotFoundPassword", "hash of userNotFoundPassword")).isTrue();
		}
		assertThat(compared).as("the time does not tell who is nobody").hasValue(11);
	}

}
