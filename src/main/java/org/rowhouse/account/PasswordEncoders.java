package org.rowhouse.account;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords with Argon2id, with the parameters of the OWASP Password Storage Cheat
 * Sheet (19 MiB, two passes, one lane). What older versions hashed with bcrypt still
 * counts and is hashed anew when its owner signs in. Only a few are hashed at once, since
 * each takes memory and a processor; others wait for a while.
 */
final class PasswordEncoders implements PasswordEncoder {

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final int LANES = 1;

	private static final int MEMORY_KIB = 19_456;

	private static final int PASSES = 2;

	private final PasswordEncoder delegate = new DelegatingPasswordEncoder("argon2",
			Map.of("argon2", new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES), "bcrypt",
					new BCryptPasswordEncoder()));

	/** All that are hashed at once take no larger part of the memory. */
	private static final int PART_OF_MEMORY = 8;

	private static final int KIB = 1024;

	private final Semaphore places;

	private final Duration patience;

	/**
	 * Makes an encoder that lets others wait for ten seconds.
	 * @param atOnce how many are hashed at the same time
	 */
	PasswordEncoders(int atOnce) {
		this(atOnce, Duration.ofSeconds(10));
	}

	PasswordEncoders(int atOnce, Duration patience) {
		this.places = new Semaphore(atOnce, true);
		this.patience = patience;
	}

	/** One for each processor, as far as an eighth of the memory goes; at least one. */
	static int placesOf(Runtime runtime) {
		long byMemory = runtime.maxMemory() / PART_OF_MEMORY / KIB / MEMORY_KIB;
		return (int) Math.max(1, Math.min(byMemory, runtime.availableProcessors()));
	}

	@Override
	public @Nullable String encode(@Nullable CharSequence rawPassword) {
		return inPlace(() -> this.delegate.encode(rawPassword));
	}

	@Override
	public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
		return Boolean.TRUE.equals(inPlace(() -> this.delegate.matches(rawPassword, encodedPassword)));
	}

	@Override
	public boolean upgradeEncoding(@Nullable String encodedPassword) {
		return this.delegate.upgradeEncoding(encodedPassword);
	}

	private <T> @Nullable T inPlace(Supplier<? extends @Nullable T> action) {
		try {
			if (!this.places.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new BusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BusyException();
		}
		try {
			return action.get();
		}
		finally {
			this.places.release();
		}
	}

}
