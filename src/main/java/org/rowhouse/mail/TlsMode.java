package org.rowhouse.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the connection to a mail server is kept from being read.
 */
public enum TlsMode {

	/** Not at all. */
	NONE(25),

	/** It begins in the clear and becomes TLS before anything is said (RFC 3207). */
	STARTTLS(587),

	/** TLS from the first byte (RFC 8314). */
	TLS(465);

	private final int usualPort;

	TlsMode(int usualPort) {
		this.usualPort = usualPort;
	}

	/**
	 * Returns the port that servers usually have for it.
	 * @return 25, 587 or 465
	 */
	public int usualPort() {
		return this.usualPort;
	}

	/**
	 * Returns what the mode is called in settings and in the API.
	 * @return {@code none}, {@code starttls} or {@code tls}
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a mode.
	 * @param key what it is called, in letters of any case
	 * @return the mode, or nothing if none is called so
	 */
	static Optional<TlsMode> of(String key) {
		return Arrays.stream(values()).filter((mode) -> mode.key().equalsIgnoreCase(key)).findFirst();
	}

}
