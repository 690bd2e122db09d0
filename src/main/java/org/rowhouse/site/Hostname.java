package org.rowhouse.site;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

import com.ibm.icu.text.IDNA;

/**
 * The name of a host in the one form in which names are compared: lower case, ASCII, no
 * trailing dot, no port. An instance cannot hold anything else, and this class is the
 * only place that reads host names.
 * <p>
 * Labels hold letters, digits, hyphens and underscores and are at most 63 characters
 * long, the name at most 253 (RFC 1035). One trailing dot, which marks an absolute name,
 * is dropped. A name whose last label is a number must be an IPv4 address; an IPv6
 * address stands in brackets (RFC 3986).
 */
public final class Hostname implements HostPattern {

	/** Characters of a name (RFC 1035). */
	static final int MAX_NAME = 253;

	private static final int MAX_LABEL = 63;

	private static final String ACE_PREFIX = "xn--";

	private static final IDNA UTS46 = IDNA
		.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

	private static final IDNA TO_UNICODE = IDNA
		.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

	private final String name;

	private Hostname(String name) {
		this.name = name;
	}

	/**
	 * Reads the value of a {@code Host} header or the authority of a request target:
	 * {@code host [":" port]}. The port is checked and dropped, since it never selects a
	 * site. Internationalised names must come in their ASCII form, as browsers send them.
	 * @param authority what the client sent
	 * @return the host
	 * @throws InvalidHostnameException if it is not a host (RFC 9110, section 7.2)
	 */
	public static Hostname fromRequest(String authority) {
		int portAt = authority.lastIndexOf(':');
		if (portAt > authority.lastIndexOf(']')) {
			requirePort(authority, portAt + 1);
			return new Hostname(normalise(authority.substring(0, portAt)));
		}
		return new Hostname(normalise(authority));
	}

	/**
	 * Reads a host name that a person typed. Internationalised names may be written as
	 * they are read ({@code bücher.example}) and become ASCII by UTS #46,
	 * non-transitional.
	 * @param typed the name, without scheme, port or path
	 * @return the host
	 * @throws InvalidHostnameException if it is not a host name, saying what is wrong
	 */
	public static Hostname fromInput(String typed) {
		String text = typed.strip();
		if (isAscii(text)) {
			return new Hostname(normalise(text));
		}
		IDNA.Info info = new IDNA.Info();
		StringBuilder ascii = new StringBuilder();
		UTS46.nameToASCII(text, ascii, info);
		if (info.hasErrors()) {
			throw new InvalidHostnameException(
					"'" + text + "' is not a valid internationalised name " + info.getErrors());
		}
		return new Hostname(normalise(ascii.toString()));
	}

	private static String normalise(String text) {
		if (text.startsWith("[")) {
			return normaliseIpv6(text);
		}
		int length = text.length();
		boolean upper = false;
		int labelStart = 0;
		for (int i = 0; i < length; i++) {
			char c = text.charAt(i);
			if (c == '.') {
				requireLabel(text, labelStart, i);
				labelStart = i + 1;
			}
			else if (c >= 'A' && c <= 'Z') {
				upper = true;
			}
			else if (!isNameCharacter(c)) {
				throw new InvalidHostnameException("a host name has no character " + describe(c));
			}
		}
		String name = text;
		if (labelStart == length && length > 0) {
			name = text.substring(0, length - 1);
			labelStart = name.lastIndexOf('.') + 1;
		}
		requireLabel(name, labelStart, name.length());
		if (name.length() > MAX_NAME) {
			throw new InvalidHostnameException("a host name has at most " + MAX_NAME + " characters");
		}
		requireAddressIfNumeric(name, labelStart);
		String lower = (upper) ? name.toLowerCase(Locale.ROOT) : name;
		if (lower.contains(ACE_PREFIX)) {
			requireEncodedOnce(lower);
		}
		return lower;
	}

	/** A label that does not decode, or not to itself, is another spelling (UTS #46). */
	private static void requireEncodedOnce(String name) {
		for (String label : name.split("\\.", -1)) {
			IDNA.Info info = new IDNA.Info();
			if (label.startsWith(ACE_PREFIX)) {
				UTS46.labelToASCII(label, new StringBuilder(), info);
			}
			if (info.hasErrors()) {
				throw new InvalidHostnameException("'" + label + "' is not the ASCII form of a name");
			}
		}
	}

	private static boolean isNameCharacter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

	private static void requireLabel(String text, int start, int end) {
		if (start == end) {
			throw new InvalidHostnameException((text.isEmpty()) ? "a host name is missing"
					: "a host name has no empty part between two dots or before the first");
		}
		if (end - start > MAX_LABEL) {
			throw new InvalidHostnameException(
					"a part of a host name between dots has at most " + MAX_LABEL + " characters");
		}
	}

	/** A name that ends in a number is an IPv4 address or nothing (WHATWG URL). */
	private static void requireAddressIfNumeric(String name, int lastLabel) {
		if (!isNumeric(name, lastLabel)) {
			return;
		}
		String[] parts = name.split("\\.", -1);
		boolean valid = parts.length == 4;
		for (String part : parts) {
			valid &= part.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(part) <= 255;
		}
		if (!valid) {
			throw new InvalidHostnameException("a host name that ends in a number must be an IPv4 address");
		}
	}

	private static boolean isNumeric(String name, int start) {
		for (int i = start; i < name.length(); i++) {
			if (name.charAt(i) < '0' || name.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static String normaliseIpv6(String text) {
		if (!text.matches("\\[[0-9A-Fa-f:.]{2,45}]") || text.matches(".*[0-9A-Fa-f]{5}.*")) {
			throw new InvalidHostnameException("an IPv6 address in brackets is malformed");
		}
		try {
			// A bracketed literal is never looked up in the DNS.
			if (InetAddress.getByName(text) instanceof Inet6Address address) {
				return "[" + address.getHostAddress() + "]";
			}
			throw new InvalidHostnameException("an IPv4 address is written without brackets");
		}
		catch (UnknownHostException ex) {
			throw new InvalidHostnameException("an IPv6 address in brackets is malformed", ex);
		}
	}

	/** RFC 9110 allows an empty port. */
	private static void requirePort(String authority, int start) {
		int port = 0;
		for (int i = start; i < authority.length(); i++) {
			int digit = authority.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				throw new InvalidHostnameException("a port is a number");
			}
			port = port * 10 + digit;
			if (port > 65535) {
				throw new InvalidHostnameException("a port is at most 65535");
			}
		}
	}

	private static boolean isAscii(String text) {
		return text.chars().allMatch((c) -> c < 128);
	}

	private static String describe(char c) {
		return (c > ' ' && c < 127) ? "'" + c + "'" : String.format(Locale.ROOT, "U+%04X", (int) c);
	}

	/**
	 * Whether this is an IPv4 or IPv6 address rather than a name.
	 * @return whether it is
	 */
	public boolean isIpAddress() {
		return this.name.startsWith("[") || isNumeric(this.name, this.name.lastIndexOf('.') + 1);
	}

	@Override
	public String key() {
		return this.name;
	}

	/**
	 * Returns the name as it is read, {@code bücher.example} rather than
	 * {@code xn--bcher-kva.example}.
	 * @return the name in its own letters; in ASCII where those would not lead back here
	 */
	@Override
	public String display() {
		if (!this.name.contains(ACE_PREFIX)) {
			return this.name;
		}
		IDNA.Info info = new IDNA.Info();
		String unicode = TO_UNICODE.nameToUnicode(this.name, new StringBuilder(), info).toString();
		return (info.hasErrors()) ? this.name : unicode;
	}

	@Override
	public boolean matches(Hostname host) {
		return equals(host);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Hostname hostname && this.name.equals(hostname.name);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	/**
	 * Returns the name as it is compared and stored.
	 * @return lower case ASCII without a trailing dot
	 */
	@Override
	public String toString() {
		return this.name;
	}

}
