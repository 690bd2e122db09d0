package org.rowhouse.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Spares programs that send a password with each request the costly comparison, for at
 * most a minute. Kept is that a password fits a hash, by an HMAC of both under a key that
 * this process alone has: a wrong password is always compared in full, and one that was
 * changed has another hash and is not found.
 */
class RememberingPasswordEncoder implements PasswordEncoder {

	private static final Duration KEPT = Duration.ofSeconds(60);

	private static final int MAX = 10_000;

	private static final int KEY_BYTES = 32;

	/**
	 * What Spring Security compares with where there is nobody. Remembered, it would tell
	 * by the time who exists.
	 */
	private static final String NOBODY = "userNotFoundPassword";

	private static final String ALGORITHM = "HmacSHA256";

	private final PasswordEncoder delegate;

	private final SecretKeySpec key;

	private final Cache<String, Boolean> verified;

	RememberingPasswordEncoder(PasswordEncoder delegate, Ticker ticker) {
		byte[] random = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(random);
		this.delegate = delegate;
		this.key = new SecretKeySpec(random, ALGORITHM);
		this.verified = Caffeine.newBuilder().maximumSize(MAX).expireAfterWrite(KEPT).ticker(ticker).build();
	}

	@Override
	public @Nullable String encode(@Nullable CharSequence rawPassword) {
		return this.delegate.encode(rawPassword);
	}

	@Override
	public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
		if (rawPassword == null || encodedPassword == null || NOBODY.contentEquals(rawPassword)) {
			return this.delegate.matches(rawPassword, encodedPassword);
		}
		String pair = pair(rawPassword, encodedPassword);
		if (this.verified.getIfPresent(pair) != null) {
			return true;
		}
		boolean matches = this.delegate.matches(rawPassword, encodedPassword);
		if (matches) {
			this.verified.put(pair, true);
		}
		return matches;
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encodedPassword) {
		return this.delegate.upgradeEncoding(encodedPassword);
	}

	private String pair(CharSequence rawPassword, String encodedPassword) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(encodedPassword.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			return Base64.getEncoder()
				.encodeToString(mac.doFinal(rawPassword.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

}
