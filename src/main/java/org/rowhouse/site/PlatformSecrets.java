package org.rowhouse.site;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * What only this installation knows, to sign with. It is in the database, so that all
 * nodes have the same, and made when it is asked for the first time.
 */
@Component
public class PlatformSecrets {

	private static final int BYTES = 32;

	private final PlatformSecretRepository repository;

	private final AllSites allSites;

	private final SecureRandom random = new SecureRandom();

	private final Clock clock = Clock.systemUTC();

	PlatformSecrets(PlatformSecretRepository repository, AllSites allSites) {
		this.repository = repository;
		this.allSites = allSites;
	}

	/**
	 * Returns a secret.
	 * @param name what it is for, at most 50 characters
	 * @return 32 bytes, the same each time
	 * @throws SiteRebindException if a transaction of a site is running
	 */
	public byte[] of(String name) {
		return Base64.getDecoder().decode(this.allSites.call("sign " + name, () -> find(name)));
	}

	private String find(String name) {
		return this.repository.findById(name).map(PlatformSecret::secret).orElseGet(() -> make(name));
	}

	/** Of two that are made at once the first counts. */
	private String make(String name) {
		byte[] secret = new byte[BYTES];
		this.random.nextBytes(secret);
		try {
			return this.repository
				.save(new PlatformSecret(name, Base64.getEncoder().encodeToString(secret),
						this.clock.instant().truncatedTo(ChronoUnit.MICROS)))
				.secret();
		}
		catch (DataIntegrityViolationException ex) {
			return this.repository.findById(name).map(PlatformSecret::secret).orElseThrow(() -> ex);
		}
	}

}
