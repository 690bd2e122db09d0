package org.rowhouse.visitor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to enter.
 *
 * @param name a name; of no meaning for a shared password
 * @param password a password
 */
record Credentials(String name, String password) {

	/** Longer ones are nobody's. */
	private static final int MAX = 500;

	private static final String SCHEME = "Basic ";

	/** Without the password, which no log may show. */
	@Override
	public String toString() {
		return "Credentials[name=" + this.name + "]";
	}

	/**
	 * Reads the header {@code Authorization} (RFC 7617), in UTF-8 as the challenge asks
	 * for.
	 * @param header its value, or {@code null}
	 * @return what it says; nothing if it is missing, malformed or of another scheme
	 */
	static Optional<Credentials> ofBasic(@Nullable String header) {
		if (header == null || header.length() > 2 * MAX || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return Optional.empty();
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
			String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			int colon = pair.indexOf(':');
			return (colon >= 0) ? Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)))
					: Optional.empty();
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return Optional.empty();
		}
	}

	boolean isTooLong() {
		return this.name.length() > MAX || this.password.length() > MAX;
	}

}
