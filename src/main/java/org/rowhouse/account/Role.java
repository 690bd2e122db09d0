package org.rowhouse.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody is on a site. Each may do what those before it may.
 */
public enum Role {

	/** Writes, and sends what they wrote for review. */
	AUTHOR,

	/** Writes, publishes and arranges everything that visitors read. */
	EDITOR,

	/** Decides about the site: its settings, its design, its people. */
	OWNER;

	/**
	 * Returns the word that forms and the API use.
	 * @return such as {@code editor}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a role by its word.
	 * @param word such as {@code editor}
	 * @return the role
	 */
	public static Optional<Role> of(String word) {
		return Arrays.stream(values()).filter((role) -> role.word().equals(word)).findFirst();
	}

}
