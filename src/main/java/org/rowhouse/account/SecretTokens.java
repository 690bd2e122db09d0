package org.rowhouse.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes secrets that nobody can guess. Kept is only their SHA-256, which is enough, since
 * there are too many of them to try.
 */
final class SecretTokens {

	private static final int BYTES = 32;

	private SecretTokens() {
	}

	/**
	 * Makes a secret.
	 * @param random where it comes from
	 * @return 256 random bits in 43 characters that a URL can have
	 */
	static String make(SecureRandom random) {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Takes as long wherever the two differ. */
	static boolean same(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Returns what is kept of a secret.
	 * @param token the secret
	 * @return 43 characters
	 */
	static String hash(String token) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
