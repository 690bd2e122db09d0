package org.rowhouse.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What has become of a mail.
 */
public enum MailState {

	/** It is to be delivered, perhaps after having failed a few times. */
	WAITING,

	/** A mail server has taken it. What it said is gone. */
	DELIVERED,

	/** It was refused for good, or failed for two days. */
	FAILED;

	/**
	 * Returns what the state is called in the API.
	 * @return its name in small letters
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a state.
	 * @param key what it is called
	 * @return the state, or nothing if none is called so
	 */
	public static Optional<MailState> of(String key) {
		return Arrays.stream(values()).filter((state) -> state.key().equals(key)).findFirst();
	}

}
