package org.rowhouse.ownership;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

import org.rowhouse.site.Address;
import org.rowhouse.site.HostPattern;
import org.rowhouse.site.Site;

/**
 * Hosts of a site that wait for proof, whatever the paths on them.
 *
 * @param siteKey the site's key
 * @param host the hosts
 * @param challenge what has to be published
 */
record PendingAddress(String siteKey, HostPattern host, String challenge) {

	static Optional<PendingAddress> of(Site site, Address address) {
		return Optional.ofNullable(address.challenge())
			.map((challenge) -> new PendingAddress(site.key(), address.pattern().host(), challenge));
	}

	static Stream<PendingAddress> in(Collection<Site> sites) {
		return sites.stream()
			.flatMap((site) -> site.addresses().stream().flatMap((address) -> of(site, address).stream()))
			.distinct();
	}

}
