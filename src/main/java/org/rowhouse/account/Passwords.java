package org.rowhouse.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.rowhouse.site.RowhouseProperties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * What a password has to be, and how it is kept. It has to be long and not one of those
 * that are guessed first (NIST SP 800-63B, 5.1.1.2); which characters it is made of is
 * nobody's business.
 */
@Component
class Passwords {

	private static final int MIN = 12;

	private static final int MAX = 200;

	/** Fewer different characters than that are a pattern. */
	private static final int MIN_DIFFERENT = 5;

	/** A name and fewer letters than that is no more than the name. */
	private static final int MIN_BESIDE_NAME = 4;

	private static final int MIN_NAME = 3;

	private static final String COMMON = "common-passwords.txt";

	private final PasswordEncoder encoder;

	private final String adminHost;

	Passwords(PasswordEncoder encoder, RowhouseProperties properties) {
		this.encoder = encoder;
		this.adminHost = properties.admin().host();
	}

	/**
	 * Looks at a password that somebody chose.
	 * @param password the password
	 * @param names what the person and what is theirs are called
	 * @return what is wrong with it and what to do, if something is
	 */
	Optional<String> mistake(String password, List<String> names) {
		if (password.codePointCount(0, password.length()) < MIN) {
			return Optional.of("Use at least " + MIN + " characters. A few words are a good password.");
		}
		if (password.length() > MAX) {
			return Optional.of("Use at most " + MAX + " characters.");
		}
		if (password.chars().distinct().count() < MIN_DIFFERENT || isCommon(password)) {
			return Optional.of("This is one of the passwords that are guessed first. "
					+ "Use a few words that have nothing to do with each other.");
		}
		if (Stream.concat(names.stream(), Stream.of(this.adminHost, "rowhouse"))
			.anyMatch((name) -> isHardlyMore(password, name))) {
			return Optional.of("This is hardly more than a name. "
					+ "Use a few words that have nothing to do with you or the site.");
		}
		return Optional.empty();
	}

	/**
	 * Read each time: it happens seldom, and keeping twelve thousand words would not pay.
	 */
	private static boolean isCommon(String password) {
		String small = password.toLowerCase(Locale.ROOT);
		String letters = letters(password);
		Set<String> candidates = new HashSet<>(List.of(small, letters, half(small), half(letters)));
		candidates.remove("");
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(new ClassPathResource(COMMON).getInputStream(), StandardCharsets.UTF_8))) {
			return reader.lines().anyMatch(candidates::contains);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of what is the same twice once; otherwise nothing. */
	private static String half(String text) {
		String first = text.substring(0, text.length() / 2);
		return (text.equals(first + first)) ? first : "";
	}

	private static boolean isHardlyMore(String password, String name) {
		String letters = letters(password);
		return Stream.of(name, (name.contains("@")) ? name.substring(0, name.indexOf('@')) : name)
			.map(Passwords::letters)
			.filter((known) -> known.length() >= MIN_NAME && letters.contains(known))
			.anyMatch((known) -> letters.replace(known, "").length() < MIN_BESIDE_NAME);
	}

	private static String letters(String text) {
		StringBuilder letters = new StringBuilder();
		text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
		return letters.toString();
	}

	/** What is kept of it. */
	String hash(String password) {
		return String.valueOf(this.encoder.encode(password));
	}

	/** Compares a password with what is kept of somebody's. */
	boolean matches(String password, String hash) {
		return this.encoder.matches(password, hash);
	}

}
