package org.rowhouse.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What a password has to be, and how it is kept.
 */
@Component
class Passwords {

	private static final int MIN = 12;

	/** bcrypt reads no more. */
	private static final int MAX_BYTES = 72;

	private final PasswordEncoder encoder;

	Passwords(PasswordEncoder encoder) {
		this.encoder = encoder;
	}

	/**
	 * Looks at a password that somebody chose.
	 * @return what is wrong with it and what to do, if something is
	 */
	Optional<String> mistake(String password) {
		if (password.length() < MIN) {
			return Optional.of("Use at least " + MIN + " characters. A few words are a good password.");
		}
		if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return Optional.of("Use at most " + MAX_BYTES + " bytes.");
		}
		return Optional.empty();
	}

	/** What is kept of it. */
	String hash(String password) {
		return String.valueOf(this.encoder.encode(password));
	}

}
