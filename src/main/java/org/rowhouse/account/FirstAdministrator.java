package org.rowhouse.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Lets the first administrator in: with the password that the settings name, or by a link
 * that only who sees the log of the process knows, that works once, and that is another
 * one after each start.
 */
@Component
public class FirstAdministrator implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(FirstAdministrator.class);

	private static final String USERNAME = "admin";

	private static final int TOKEN_BYTES = 24;

	private final Accounts accounts;

	private final @Nullable String configuredPassword;

	private volatile @Nullable String token;

	FirstAdministrator(Accounts accounts, AccountProperties properties) {
		this.accounts = accounts;
		this.configuredPassword = properties.password();
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!this.accounts.isEmpty()) {
			return;
		}
		String password = this.configuredPassword;
		if (password != null && !password.isBlank()) {
			createConfigured(password);
		}
		else {
			byte[] random = new byte[TOKEN_BYTES];
			new SecureRandom().nextBytes(random);
			this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		}
	}

	private void createConfigured(String password) {
		try {
			this.accounts.createFirst(USERNAME, password);
			logger.info("Administrator '{}' created with the password in rowhouse.admin.password", USERNAME);
		}
		catch (InvalidInputException ex) {
			throw new UnusablePasswordException(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Returns the path of the setup link.
	 * @return the path with its token, or {@code null} if no administrator is missing
	 */
	public @Nullable String setupPath() {
		String current = this.token;
		return (current != null) ? "/setup?token=" + current : null;
	}

	/**
	 * Tells whether a setup link is the present one.
	 * @param candidate the token of the link
	 * @return whether it can be used
	 */
	public boolean isValid(String candidate) {
		String current = this.token;
		return current != null && MessageDigest.isEqual(current.getBytes(StandardCharsets.UTF_8),
				candidate.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Makes the first administrator and uses the link up.
	 * @param candidate the token of the link
	 * @param username the name to sign in with
	 * @param password the password
	 * @throws InvalidInputException if the link is not valid, or name or password are not
	 * acceptable; the link stays valid in the latter case
	 */
	public synchronized void create(String candidate, String username, String password) {
		if (!isValid(candidate)) {
			throw new InvalidInputException("", "This link has been used or is not the newest one.");
		}
		this.accounts.createFirst(username, password);
		this.token = null;
		logger.info("First administrator '{}' created", username.strip());
	}

}
