package org.rowhouse.ownership;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Address;
import org.rowhouse.site.AddressChallenges;
import org.rowhouse.site.AddressPattern;
import org.rowhouse.site.HostPattern;

import org.springframework.stereotype.Component;

/**
 * Decides which addresses have to be proved. What a site has proved once counts for
 * everything that it adds below.
 */
@Component
class DomainPolicy implements AddressChallenges {

	private static final int CHALLENGE_BYTES = 32;

	private final boolean required;

	private final SecureRandom random = new SecureRandom();

	DomainPolicy(DomainOwnershipProperties properties) {
		this.required = properties.required();
	}

	boolean required() {
		return this.required;
	}

	@Override
	public @Nullable String challengeFor(AddressPattern pattern, List<Address> known) {
		HostPattern host = pattern.host();
		if (!this.required || isThereAlready(host, known)) {
			return null;
		}
		ProvableDomain domain = ProvableDomain.of(host);
		if (domain == null) {
			throw new IllegalArgumentException("'" + pattern.display()
					+ "' cannot be proved to be yours: an IP address, a regular expression and '**' have no domain "
					+ "of their own. Write hosts by their names, or *.example.com.");
		}
		if (domain.isLocal() || isProved(domain, known)) {
			return null;
		}
		if (domain.everythingBelow() && PendingProof.dnsName(domain).length() > DnsLookup.MAX_NAME) {
			throw new IllegalArgumentException("'" + pattern.display() + "' cannot be proved to be yours: its domain "
					+ "is too long for a DNS record below it. Write hosts by their names.");
		}
		return known.stream()
			.filter((address) -> address.challenge() != null && isOn(domain, address))
			.map(Address::challenge)
			.findFirst()
			.orElseGet(this::newChallenge);
	}

	/** What cannot be proved is refused where proof is required. */
	@Override
	public boolean provesOwnership(AddressPattern pattern) {
		ProvableDomain domain = ProvableDomain.of(pattern.host());
		return this.required && (domain == null || !domain.isLocal());
	}

	private static boolean isThereAlready(HostPattern host, List<Address> known) {
		return known.stream()
			.anyMatch((address) -> address.answers() && address.pattern().host().key().equals(host.key()));
	}

	private static boolean isProved(ProvableDomain domain, List<Address> known) {
		return known.stream()
			.filter(Address::answers)
			.map((address) -> ProvableDomain.of(address.pattern().host()))
			.anyMatch((proved) -> proved != null && domain.isProvedBy(proved));
	}

	/** One record is enough for a domain and all that is below it. */
	private static boolean isOn(ProvableDomain domain, Address address) {
		ProvableDomain other = ProvableDomain.of(address.pattern().host());
		return other != null && other.name().equals(domain.name());
	}

	private String newChallenge() {
		byte[] bytes = new byte[CHALLENGE_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
