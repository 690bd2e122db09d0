package org.rowhouse.account;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of six digits that change each half minute (RFC 6238, with HMAC-SHA-1 as all apps
 * have it).
 */
final class TotpCodes {

	static final int STEP_SECONDS = 30;

	/** Clocks may differ by one step to both sides (RFC 6238, 5.2). */
	private static final int DRIFT = 1;

	private static final int MODULUS = 1_000_000;

	private static final String ALGORITHM = "HmacSHA1";

	private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final int BASE32_BITS = 5;

	private TotpCodes() {
	}

	static long step(Instant time) {
		return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
	}

	/** The code of a step (RFC 4226, 5.3). */
	static String code(byte[] secret, long step) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret, ALGORITHM));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
			int offset = hash[hash.length - 1] & 0xf;
			int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
			return String.format(Locale.ROOT, "%06d", number % MODULUS);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

	/**
	 * Finds the step that a code belongs to.
	 * @param secret the secret
	 * @param code what was typed
	 * @param now the time
	 * @param last the step of the last code that was used: that one and those before it
	 * are not found
	 * @return the step, if the code is one of those that count now
	 */
	static OptionalLong match(byte[] secret, String code, Instant now, long last) {
		long present = step(now);
		OptionalLong found = OptionalLong.empty();
		for (long step = present - DRIFT; step <= present + DRIFT; step++) {
			if (step > last && SecretTokens.same(code(secret, step), code)) {
				found = OptionalLong.of(step);
			}
		}
		return found;
	}

	/** What a QR code tells an app (Key URI Format of Google Authenticator). */
	static String uri(String issuer, String username, byte[] secret) {
		return "otpauth://totp/" + encode(issuer) + ":" + encode(username) + "?secret=" + base32(secret) + "&issuer="
				+ encode(issuer);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** As apps want to have a secret (RFC 4648, 6), without padding. */
	static String base32(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		int buffer = 0;
		int bits = 0;
		for (byte next : bytes) {
			buffer = (buffer << Byte.SIZE) | (next & 0xff);
			bits += Byte.SIZE;
			while (bits >= BASE32_BITS) {
				bits -= BASE32_BITS;
				text.append(BASE32.charAt((buffer >> bits) & 0x1f));
			}
			buffer &= (1 << bits) - 1;
		}
		if (bits > 0) {
			text.append(BASE32.charAt((buffer << (BASE32_BITS - bits)) & 0x1f));
		}
		return text.toString();
	}

}
