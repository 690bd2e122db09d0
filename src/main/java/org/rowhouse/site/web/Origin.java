package org.rowhouse.site.web;

import java.net.InetAddress;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;
import org.rowhouse.site.InvalidPathException;
import org.rowhouse.site.RequestPath;

/**
 * Where a request came from and what it asked for before proxies passed it on. What they
 * did not say is {@code null}.
 *
 * @param client the address of the client
 * @param scheme {@code http} or {@code https}
 * @param host the host, normalised
 * @param port the port
 * @param prefix the path that a proxy took away, without a slash at the end; empty if
 * there is none
 */
record Origin(@Nullable InetAddress client, @Nullable String scheme, @Nullable Hostname host, @Nullable Integer port,
		String prefix) {

	private static final int LARGEST_PORT = 65535;

	/**
	 * Checks what proxies said.
	 * @param client the client's address
	 * @param proto the scheme as it was sent
	 * @param authority the host, perhaps with a port, as it was sent
	 * @param port the port as it was sent; it goes before the one in the authority
	 * @param prefix the prefix as it was sent
	 * @return the origin
	 * @throws MalformedForwardedException if one of them cannot be what it should be
	 */
	static Origin of(@Nullable InetAddress client, @Nullable String proto, @Nullable String authority,
			@Nullable String port, @Nullable String prefix) {
		String ownPort = port;
		if (ownPort == null && authority != null) {
			int colon = authority.lastIndexOf(':');
			boolean named = colon > authority.lastIndexOf(']') && colon + 1 < authority.length();
			ownPort = (named) ? authority.substring(colon + 1) : null;
		}
		return new Origin(client, scheme(proto), host(authority), port(ownPort), prefix(prefix));
	}

	/**
	 * Returns the same without a prefix.
	 * @return this origin for a path that no proxy has changed
	 */
	Origin withoutPrefix() {
		return new Origin(this.client, this.scheme, this.host, this.port, "");
	}

	static int usualPort(String scheme) {
		return ("https".equals(scheme)) ? 443 : 80;
	}

	private static @Nullable String scheme(@Nullable String proto) {
		if (proto == null) {
			return null;
		}
		String scheme = proto.toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw new MalformedForwardedException("the forwarded scheme is neither http nor https");
		}
		return scheme;
	}

	private static @Nullable Hostname host(@Nullable String authority) {
		try {
			return (authority != null) ? Hostname.fromRequest(authority) : null;
		}
		catch (InvalidHostnameException ex) {
			throw new MalformedForwardedException("the forwarded host is not a host");
		}
	}

	private static @Nullable Integer port(@Nullable String text) {
		if (text == null) {
			return null;
		}
		boolean number = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch((c) -> c >= '0' && c <= '9');
		int port = (number) ? Integer.parseInt(text) : 0;
		if (port < 1 || port > LARGEST_PORT) {
			throw new MalformedForwardedException("the forwarded port is not a number from 1 to 65535");
		}
		return port;
	}

	private static String prefix(@Nullable String text) {
		if (text == null || text.isEmpty()) {
			return "";
		}
		try {
			String path = RequestPath.of(text).value();
			return (path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
		}
		catch (InvalidPathException ex) {
			throw new MalformedForwardedException("the forwarded prefix is not a harmless path");
		}
	}

}
