package org.rowhouse.site.web;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Reads IP addresses that are written as such. A name is never looked up. An IPv4 address
 * in IPv6 clothes ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 */
final class IpLiteral {

	private static final int LONGEST = 45;

	private static final int IPV4_PARTS = 4;

	private IpLiteral() {
	}

	/**
	 * Reads an address.
	 * @param text the address, IPv6 without brackets
	 * @return the address, or {@code null} if the text is anything else
	 */
	static @Nullable InetAddress parse(String text) {
		if (text.isEmpty() || text.length() > LONGEST) {
			return null;
		}
		try {
			if (text.indexOf(':') < 0) {
				byte[] bytes = ipv4(text);
				return (bytes != null) ? InetAddress.getByAddress(bytes) : null;
			}
			boolean shaped = text.chars().allMatch((c) -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
			// What stands in brackets is never looked up in the DNS.
			return (shaped) ? InetAddress.getByName("[" + text + "]") : null;
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Reads the address of a peer as a connector writes it: IPv6 with or without
	 * brackets, and perhaps with a zone.
	 * @param text the address
	 * @return the address, or {@code null} if the text is anything else
	 */
	static @Nullable InetAddress ofPeer(String text) {
		boolean bracketed = text.startsWith("[") && text.endsWith("]");
		String bare = (bracketed) ? text.substring(1, text.length() - 1) : text;
		int zone = bare.indexOf('%');
		return parse((zone >= 0) ? bare.substring(0, zone) : bare);
	}

	/** Four decimal numbers; a leading zero could mean octal, so there is none. */
	private static byte @Nullable [] ipv4(String text) {
		byte[] bytes = new byte[IPV4_PARTS];
		int part = 0;
		int value = -1;
		for (int i = 0; i <= text.length(); i++) {
			char c = (i < text.length()) ? text.charAt(i) : '.';
			if (c == '.') {
				if (value < 0 || part == IPV4_PARTS) {
					return null;
				}
				bytes[part++] = (byte) value;
				value = -1;
			}
			else if (c < '0' || c > '9' || value == 0) {
				return null;
			}
			else {
				value = Math.max(value, 0) * 10 + (c - '0');
				if (value > 255) {
					return null;
				}
			}
		}
		return (part == IPV4_PARTS) ? bytes : null;
	}

}
