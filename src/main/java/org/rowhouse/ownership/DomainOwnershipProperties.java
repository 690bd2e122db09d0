package org.rowhouse.ownership;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether domains have to be proved, and how that is checked.
 *
 * @param required whether an address that is added to a site answers only after somebody
 * has proved that its domain is theirs. Addresses that answer when this is switched on go
 * on answering; addresses that wait when it is switched off answer after their site has
 * been saved again.
 * @param dnsServers the DNS servers that are asked, each {@code host} or
 * {@code host:port}, an IPv6 address in brackets; by default those of the machine
 * @param allowPrivateNetworks whether the file that proves a domain may come from a
 * server in a private network, such as 192.168.0.1 or the machine itself. Leave it off
 * where people whom you do not know add addresses: they could make this process ask
 * servers that they cannot reach themselves.
 * @param checkInterval how long after an address has been added its proof is looked for
 * the first time. The pause doubles with each attempt, up to a day.
 */
@ConfigurationProperties("rowhouse.domain-ownership")
record DomainOwnershipProperties(@DefaultValue("false") boolean required, @DefaultValue List<String> dnsServers,
		@DefaultValue("false") boolean allowPrivateNetworks, @DefaultValue("1m") Duration checkInterval) {

	DomainOwnershipProperties {
		if (checkInterval.toMillis() < 1) {
			throw new IllegalArgumentException(
					"rowhouse.domain-ownership.check-interval must be longer than nothing, such as 1m");
		}
		dnsServers.forEach(DnsServer::parse);
	}

	/** The servers that are named; none means those of the machine. */
	List<DnsServer> servers() {
		return this.dnsServers.stream().map(DnsServer::parse).toList();
	}

	/**
	 * A DNS server.
	 *
	 * @param host its address or name
	 * @param port its port
	 */
	record DnsServer(String host, int port) {

		private static final int USUAL_PORT = 53;

		static DnsServer parse(String text) {
			int colon = text.lastIndexOf(':');
			boolean hasPort = colon > text.lastIndexOf(']') && colon == text.indexOf(':', text.lastIndexOf(']') + 1);
			String host = (hasPort) ? text.substring(0, colon) : text;
			String port = (hasPort) ? text.substring(colon + 1) : String.valueOf(USUAL_PORT);
			if (host.isBlank() || (!host.startsWith("[") && host.indexOf(':') >= 0) || !port.matches("[1-9][0-9]{0,4}")
					|| Integer.parseInt(port) > 65535) {
				throw new IllegalArgumentException("'" + text + "' in rowhouse.domain-ownership.dns-servers is not a "
						+ "DNS server. Write host or host:port, such as 192.0.2.53 or [2001:db8::53]:5353");
			}
			return new DnsServer(host, Integer.parseInt(port));
		}

	}

}
