package org.rowhouse.ownership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * Looks for the file that proves a host. The server is connected to by the address that
 * was checked, so that no second answer of the DNS can lead elsewhere.
 */
@Component
class FileProof {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static final int MAX_SERVERS = 4;

	private final DnsLookup dns;

	private final boolean allowPrivateNetworks;

	private final FilePort port;

	FileProof(DnsLookup dns, DomainOwnershipProperties properties, FilePort port) {
		this.dns = dns;
		this.allowPrivateNetworks = properties.allowPrivateNetworks();
		this.port = port;
	}

	/**
	 * Looks for the file.
	 * @param url where it should be
	 * @param body what it should hold
	 * @return what is there
	 */
	Finding check(String url, String body) {
		URI file = URI.create(url);
		// As an authority, since a host with an underscore is none to the class URI.
		String host = file.getAuthority();
		try {
			List<InetAddress> all = this.dns.addresses(host);
			List<InetAddress> servers = all.stream().filter(this::mayBeAsked).limit(MAX_SERVERS).toList();
			if (servers.isEmpty()) {
				return Finding.missing((all.isEmpty()) ? host + " has no address in the DNS."
						: host + " leads to a private network, where no file is looked for.");
			}
			return compare(ask(host, file.getPath(), servers), body);
		}
		catch (SocketTimeoutException ex) {
			return Finding.missing("The server of " + host + " gave no answer in time.");
		}
		catch (IOException ex) {
			return Finding.missing("The file could not be read from " + host + ": " + ex.getMessage());
		}
	}

	private boolean mayBeAsked(InetAddress server) {
		return this.allowPrivateNetworks || PublicNetwork.contains(server);
	}

	/** The first server that answers decides. */
	private SmallFile ask(String host, String path, List<InetAddress> servers) throws IOException {
		Duration each = LIMIT.dividedBy(servers.size());
		IOException failure = new IOException("there is no server");
		for (InetAddress server : servers) {
			try {
				return SmallFile.get(new InetSocketAddress(server, this.port.number()), host, path, each);
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		throw failure;
	}

	private static Finding compare(SmallFile found, String body) {
		if (found.status() != 200) {
			return Finding.missing("The server answers with the status " + found.status() + " instead of the file"
					+ ((found.status() / 100 == 3) ? "; redirects are not followed." : "."));
		}
		byte[] wanted = body.getBytes(StandardCharsets.UTF_8);
		byte[] text = found.body().strip().getBytes(StandardCharsets.UTF_8);
		return (found.whole() && MessageDigest.isEqual(text, wanted)) ? Finding.PROVED
				: Finding.missing("The file is there and holds something else.");
	}

}
