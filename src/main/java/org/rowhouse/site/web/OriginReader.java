package org.rowhouse.site.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.RowhouseProperties.ForwardedHeaders;

/**
 * Reads from a request that a trusted proxy has passed on where it came from.
 * <p>
 * Each proxy adds to the right what it knows, so only what stands to the right of the
 * last trusted one is known for sure: the reader walks through the addresses from the
 * right past those of trusted proxies, and the first other one is the client. What that
 * client wrote itself stands to the left and is not looked at. Scheme, host, port and
 * prefix come from the same place in their own lists, counted from the right. A list that
 * is too short for that is one of a proxy that replaces what came before; then it is the
 * leftmost.
 */
final class OriginReader {

	private static final List<String> READ = List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
			"X-Forwarded-Port", "X-Forwarded-Prefix");

	private static final String FORWARDED = "Forwarded";

	private final TrustedProxies proxies;

	private final ForwardedHeaders headers;

	OriginReader(TrustedProxies proxies, ForwardedHeaders headers) {
		this.proxies = proxies;
		this.headers = headers;
	}

	/**
	 * Reads the origin.
	 * @param request the request
	 * @param peer the address of the trusted proxy that sent it
	 * @return the origin
	 * @throws MalformedForwardedException if the headers cannot be understood, or if
	 * there are some of both families and it is not set which one counts
	 */
	Origin read(HttpServletRequest request, InetAddress peer) {
		boolean standard = ForwardedLists.has(request, FORWARDED);
		if (this.headers == ForwardedHeaders.EITHER && standard
				&& READ.stream().anyMatch((name) -> ForwardedLists.has(request, name))) {
			throw new MalformedForwardedException("there are both Forwarded and X-Forwarded-… headers, of which one "
					+ "could be the client's; let the proxy remove those that it does not set, or say in "
					+ "rowhouse.forwarded-headers which ones it sets");
		}
		standard &= this.headers != ForwardedHeaders.X_FORWARDED;
		return (standard || this.headers == ForwardedHeaders.FORWARDED) ? readForwarded(request, peer)
				: readXForwarded(request, peer);
	}

	private Origin readXForwarded(HttpServletRequest request, InetAddress peer) {
		Client client = walk(ForwardedLists.members(request, READ.get(0)), peer);
		List<@Nullable String> others = new ArrayList<>();
		for (String name : READ.subList(1, READ.size())) {
			List<String> members = ForwardedLists.members(request, name);
			others.add((members.isEmpty()) ? null : members.get(Math.max(0, members.size() - client.hops())));
		}
		return Origin.of(client.address(), others.get(1), others.get(0), others.get(2), others.get(3));
	}

	private Origin readForwarded(HttpServletRequest request, InetAddress peer) {
		List<ForwardedElement> elements = ForwardedElement.parse(ForwardedLists.lines(request, FORWARDED));
		List<@Nullable String> nodes = new ArrayList<>();
		elements.forEach((element) -> nodes.add(element.client()));
		Client client = walk(nodes, peer);
		if (elements.isEmpty()) {
			return Origin.of(client.address(), null, null, null, null);
		}
		ForwardedElement first = elements.get(elements.size() - client.hops());
		return Origin.of(client.address(), first.proto(), first.host(), null, null);
	}

	/** Where nobody names the client, the nearest that is known stands for it. */
	private Client walk(List<? extends @Nullable String> nodes, InetAddress peer) {
		InetAddress known = peer;
		int hops = 0;
		boolean further = true;
		while (further && hops < nodes.size()) {
			hops++;
			InetAddress address = address(nodes.get(nodes.size() - hops));
			further = this.proxies.contain(address);
			known = (address != null) ? address : known;
		}
		return new Client(known, Math.max(1, hops));
	}

	/**
	 * Reads a node (RFC 7239, section 6), and beyond that an IPv6 address without
	 * brackets, as it stands in X-Forwarded-For.
	 * @return its address, or {@code null} if it does not say one
	 */
	private static @Nullable InetAddress address(@Nullable String node) {
		if (node == null || node.equalsIgnoreCase("unknown") || node.startsWith("_")) {
			return null;
		}
		InetAddress address = IpLiteral.parse(node);
		if (address == null) {
			int end = (node.startsWith("[")) ? node.indexOf(']') : node.indexOf(':');
			boolean bracketed = node.startsWith("[") && end > 0;
			String rest = (end > 0) ? node.substring((bracketed) ? end + 1 : end) : "";
			if (end > 0 && (rest.isEmpty() || rest.startsWith(":"))) {
				address = IpLiteral.parse(node.substring((bracketed) ? 1 : 0, end));
			}
		}
		if (address == null) {
			throw new MalformedForwardedException("the forwarded client is not an address");
		}
		return address;
	}

	/**
	 * The client and its place.
	 *
	 * @param address its address, or that of the nearest proxy if it is hidden
	 * @param hops its place in the list, counted from the right
	 */
	private record Client(InetAddress address, int hops) {

	}

}
