package org.rowhouse.visitor;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What the passwords of areas and visitors have to be, and how they are kept: as those of
 * accounts are.
 */
@Component
class VisitorPasswords {

	/** They are told by telephone and guessed slowly. */
	private static final int MIN = 8;

	/** Some encoders read no more. */
	private static final int MAX_BYTES = 72;

	private final PasswordEncoder encoder;

	private final SecureRandom random = new SecureRandom();

	/** Made when it is needed: making one takes as long as it is meant to. */
	private volatile @Nullable String ofNobody;

	VisitorPasswords(PasswordEncoder encoder) {
		this.encoder = encoder;
	}

	/** What is wrong with a password and what to do, if something is. */
	Optional<String> mistake(String password) {
		if (password.codePointCount(0, password.length()) < MIN) {
			return Optional.of("Use at least " + MIN + " characters. Two or three words are easy to pass on.");
		}
		if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return Optional.of("Use at most " + MAX_BYTES + " bytes.");
		}
		if (password.codePoints().anyMatch(Character::isISOControl)) {
			return Optional.of("A password has no line breaks or other control characters.");
		}
		return Optional.empty();
	}

	/** What is kept of it. */
	String hash(String password) {
		return String.valueOf(this.encoder.encode(password));
	}

	/**
	 * Compares a password. Takes as long where there is nothing to compare it with, so
	 * that the time does not tell who there is.
	 * @param password what was typed
	 * @param hash what is kept, or {@code null}
	 * @return whether it is the one
	 */
	boolean matches(String password, @Nullable String hash) {
		boolean possible = password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
		boolean same = this.encoder.matches((possible) ? password : "", (hash != null) ? hash : ofNobody());
		return same && possible && hash != null;
	}

	private String ofNobody() {
		String made = this.ofNobody;
		if (made == null) {
			made = hash(Long.toString(newStamp()));
			this.ofNobody = made;
		}
		return made;
	}

	/** A number that nobody has had. */
	long newStamp() {
		return this.random.nextLong();
	}

}
