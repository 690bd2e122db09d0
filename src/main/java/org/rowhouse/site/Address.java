package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * One way to reach a site.
 *
 * @param pattern the host and path prefix
 * @param role what a request to it gets
 * @param challenge what the owner of the domain has yet to publish to prove that it is
 * theirs; {@code null} if nothing has to be proved, or has been. Until then the address
 * does not answer.
 */
public record Address(AddressPattern pattern, AddressRole role, @Nullable String challenge) {

	/**
	 * Makes an address that answers.
	 * @param pattern the host and path prefix
	 * @param role what a request to it gets
	 */
	public Address(AddressPattern pattern, AddressRole role) {
		this(pattern, role, null);
	}

	/**
	 * Whether requests to it are answered.
	 * @return whether nothing is left to prove
	 */
	public boolean answers() {
		return this.challenge == null;
	}

}
