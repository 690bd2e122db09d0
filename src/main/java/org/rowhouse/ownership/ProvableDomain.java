package org.rowhouse.ownership;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.HostPattern;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.WildcardHost;

/**
 * The name that somebody has to have control over, to have an address on it.
 *
 * @param name a host or domain
 * @param everythingBelow whether it stands for all hosts below it, which only its DNS can
 * prove
 */
record ProvableDomain(Hostname name, boolean everythingBelow) {

	/**
	 * Finds the domain of hosts.
	 * @param host a host pattern
	 * @return its domain, or {@code null} if it has none that could be proved: an IP
	 * address, a regular expression, the default
	 */
	static @Nullable ProvableDomain of(HostPattern host) {
		if (host instanceof WildcardHost wildcard) {
			return new ProvableDomain(wildcard.suffix(), true);
		}
		return (host instanceof Hostname exact && !exact.isIpAddress()) ? new ProvableDomain(exact, false) : null;
	}

	/** Whether it is this machine under one of its own names (RFC 6761). */
	boolean isLocal() {
		return isWithin("localhost");
	}

	/** Whether whoever controls the other domain controls this one as well. */
	boolean isProvedBy(ProvableDomain other) {
		return (other.everythingBelow) ? isWithin(other.name.toString()) : equals(other);
	}

	private boolean isWithin(String domain) {
		String own = this.name.toString();
		return own.equals(domain) || own.endsWith("." + domain);
	}

}
