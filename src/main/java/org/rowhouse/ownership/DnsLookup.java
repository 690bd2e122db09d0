package org.rowhouse.ownership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.rowhouse.ownership.DomainOwnershipProperties.DnsServer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

import org.springframework.stereotype.Component;

/**
 * Asks DNS servers, each time anew: nothing is kept, so that a record counts as soon as
 * the servers know of it. Neither a search list nor a hosts file is read.
 */
@Component
class DnsLookup {

	/** What fits into a name with its dots (RFC 1035, section 2.3.4). */
	static final int MAX_NAME = 253;

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final List<DnsServer> servers;

	DnsLookup(DomainOwnershipProperties properties) {
		this.servers = properties.servers();
	}

	/**
	 * Finds the texts at a name; redirections of the DNS (CNAME) are followed.
	 * @param name a name without a dot at the end
	 * @return the text of each record, its strings put together; empty if there is none
	 * @throws IOException if no server could say, with a sentence about why
	 */
	List<byte[]> texts(String name) throws IOException {
		List<byte[]> texts = new ArrayList<>();
		for (Record found : find(name, Type.TXT)) {
			if (found instanceof TXTRecord text) {
				texts.add(joined(text));
			}
		}
		return texts;
	}

	private static byte[] joined(TXTRecord text) {
		List<byte[]> parts = new ArrayList<>();
		for (Object part : text.getStringsAsByteArrays()) {
			parts.add((byte[]) part);
		}
		byte[] whole = new byte[parts.stream().mapToInt((part) -> part.length).sum()];
		int at = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, whole, at, part.length);
			at += part.length;
		}
		return whole;
	}

	/**
	 * Finds the addresses of a host.
	 * @param name a name without a dot at the end
	 * @return its addresses, those of IPv4 first; empty if it has none
	 * @throws IOException if no server could say, with a sentence about why
	 */
	List<InetAddress> addresses(String name) throws IOException {
		List<InetAddress> addresses = new ArrayList<>();
		for (Record found : find(name, Type.A)) {
			if (found instanceof ARecord address) {
				addresses.add(address.getAddress());
			}
		}
		for (Record found : find(name, Type.AAAA)) {
			if (found instanceof AAAARecord address) {
				addresses.add(address.getAddress());
			}
		}
		return addresses;
	}

	private List<Record> find(String name, int type) throws IOException {
		if (name.length() > MAX_NAME) {
			return List.of();
		}
		CompletableFuture<LookupResult> answer = session().lookupAsync(absolute(name), type).toCompletableFuture();
		try {
			return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).getRecords();
		}
		catch (ExecutionException ex) {
			Throwable cause = cause(ex);
			if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
				return List.of();
			}
			throw new IOException((cause instanceof IOException) ? "No DNS server gave an answer about " + name + "."
					: "The DNS server could not answer for " + name + ".", ex);
		}
		catch (TimeoutException ex) {
			throw new IOException("No DNS server gave an answer about " + name + " in time.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("The check was cut short.", ex);
		}
	}

	private static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while ((cause instanceof ExecutionException || cause instanceof CompletionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static Name absolute(String name) throws IOException {
		try {
			return Name.fromString(name, Name.root);
		}
		catch (TextParseException ex) {
			throw new IOException("The DNS has no room for the name " + name + ".", ex);
		}
	}

	private LookupSession session() throws IOException {
		List<Resolver> resolvers = new ArrayList<>();
		for (DnsServer server : this.servers) {
			resolvers
				.add(new SimpleResolver(new InetSocketAddress(InetAddress.getByName(server.host()), server.port())));
		}
		if (resolvers.isEmpty()) {
			ResolverConfig.getCurrentConfig().servers().forEach((server) -> resolvers.add(new SimpleResolver(server)));
		}
		ExtendedResolver resolver = new ExtendedResolver(resolvers);
		resolver.setTimeout(LIMIT);
		resolver.setRetries(2);
		// Silent ones leave time to ask another, or the same again. dnsjava notices that
		// a server is late up to a second after its time.
		Duration attempt = LIMIT.dividedBy(resolvers.size() + 1L);
		for (Resolver single : resolver.getResolvers()) {
			single.setTimeout(attempt);
		}
		return LookupSession.builder().resolver(resolver).build();
	}

}
