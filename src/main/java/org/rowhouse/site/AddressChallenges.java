package org.rowhouse.site;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Says what the owner of a domain has to publish before an address on it answers.
 */
public interface AddressChallenges {

	/**
	 * Returns the challenge of an address that is about to be saved.
	 * @param pattern the address
	 * @param known the addresses that its site has, and those that are saved with it so
	 * far
	 * @return the challenge, at most 64 characters; the one that is known already if
	 * there is one; {@code null} if nothing has to be proved
	 * @throws IllegalArgumentException if it would have to be proved and cannot be; the
	 * message says why and what to do
	 */
	@Nullable String challengeFor(AddressPattern pattern, List<Address> known);

	/**
	 * Tells whether an address answers only for those who have proved that its domain is
	 * theirs, so that nobody need fear for it besides.
	 * @param pattern an address
	 * @return whether its domain is proved here
	 */
	default boolean provesOwnership(AddressPattern pattern) {
		return false;
	}

}
