package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * What is read of an address when all of them are.
 */
record AddressRow(@Nullable Long siteId, String host, @Nullable String names, String path, AddressRole role,
		@Nullable String challenge) {

	/** Whether it belongs to a site with this number or a lower one. */
	boolean isOfSiteUpTo(long id) {
		return this.siteId != null && this.siteId <= id;
	}

	/**
	 * Makes an address of it.
	 * @return the address
	 * @throws InvalidHostnameException if the row does not hold one
	 */
	Address toAddress() {
		return new Address(AddressEntity.pattern(this.host, this.names, this.path), this.role, this.challenge);
	}

}
