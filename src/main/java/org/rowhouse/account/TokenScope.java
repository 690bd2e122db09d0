package org.rowhouse.account;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.rowhouse.account.Permission.Level;

/**
 * How much of what a person may do, a token may do for them. None of them gets at how
 * somebody signs in.
 */
public enum TokenScope {

	/** Sees what the person sees, and changes nothing. */
	READ(Level.ADMINISTRATOR),

	/** What editors may do, on the sites where the person may. */
	CONTENT(Level.EDITOR),

	/** Everything that the person may do. */
	ALL(Level.ADMINISTRATOR);

	private final Level limit;

	TokenScope(Level limit) {
		this.limit = limit;
	}

	/** What a token of a single site cannot be more than. */
	Level limit(boolean singleSite) {
		return (singleSite && this.limit.compareTo(Level.OWNER) > 0) ? Level.OWNER : this.limit;
	}

	/** Tells whether it may send requests with this method. */
	boolean permits(String method) {
		return this != READ || method.equals("GET") || method.equals("HEAD");
	}

	/**
	 * Returns how it is written.
	 * @return the name in small letters
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a scope.
	 * @param word how it is written
	 * @return the scope, or nothing if there is none
	 */
	public static Optional<TokenScope> of(String word) {
		return Stream.of(values()).filter((scope) -> scope.word().equals(word)).findFirst();
	}

}
