package org.rowhouse.site;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a request must look like to reach a site: a host, and a path prefix under it.
 *
 * @param host the hosts
 * @param path the path prefix, such as {@code /shop}, or the empty string for the whole
 * host; it matches on the border of a segment
 */
public record AddressPattern(HostPattern host, String path) {

	/** The most segments that a path prefix has. */
	static final int MAX_SEGMENTS = 8;

	private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){0," + MAX_SEGMENTS + "}");

	private static final int MAX_PATH = 200;

	/**
	 * Makes a pattern of parts that have been checked.
	 * @param host the hosts
	 * @param path the path prefix; most have none, and share one text in memory
	 */
	public AddressPattern {
		path = (path.isEmpty()) ? "" : path;
	}

	/**
	 * Reads an address that a person typed, such as {@code example.com},
	 * {@code *.example.com} or {@code example.com/shop}.
	 * @param typed the address, without scheme and port
	 * @return the pattern
	 * @throws IllegalArgumentException if it is not an address; the message says what to
	 * write instead
	 * @see HostPattern#parse(String)
	 */
	public static AddressPattern parse(String typed) {
		String text = typed.strip();
		if (text.contains("://")) {
			throw new IllegalArgumentException("Leave out '" + text.substring(0, text.indexOf("://") + 3)
					+ "': an address is a host and perhaps a path, such as example.com or example.com/shop.");
		}
		int slash = text.indexOf('/');
		String host = (slash < 0) ? text : text.substring(0, slash);
		String path = (slash < 0) ? "" : text.substring(slash);
		while (path.endsWith("/")) {
			path = path.substring(0, path.length() - 1);
		}
		if (!host.startsWith(RegexHost.MARK) && host.lastIndexOf(':') > host.lastIndexOf(']')) {
			throw new IllegalArgumentException("Leave out the port in '" + text + "': a site answers on every port.");
		}
		if (path.length() > MAX_PATH || !PREFIX.matcher(path).matches()) {
			throw new IllegalArgumentException("The path '" + path
					+ "' must be made of letters, digits, '-', '_' and '.', in at most 8 segments, such as /shop.");
		}
		try {
			return new AddressPattern(HostPattern.parse(host), path);
		}
		catch (InvalidHostnameException ex) {
			throw new IllegalArgumentException("'" + text + "' is not an address: " + ex.getMessage() + ".", ex);
		}
	}

	/**
	 * Returns the host, if it is a single one.
	 * @return the host, or {@code null} for a wildcard, a regular expression or the
	 * default
	 */
	public @Nullable Hostname exactHost() {
		return (this.host instanceof Hostname exact) ? exact : null;
	}

	/**
	 * Returns the address as it is typed and read.
	 * @return what {@link #parse} turns into this pattern again
	 */
	public String display() {
		return this.host.display() + this.path;
	}

	/**
	 * Whether this is the same address, whatever the names of its labels.
	 * @param other an address
	 * @return whether only one of the two can be kept
	 */
	boolean isIdenticalTo(AddressPattern other) {
		return this.path.equals(other.path) && this.host.key().equals(other.host.key());
	}

	/**
	 * Whether a path lies at or below this prefix.
	 * @param request the normalised path of a request
	 * @return whether it matches
	 */
	boolean covers(RequestPath request) {
		return covers(request.value());
	}

	boolean covers(String value) {
		return value.startsWith(this.path)
				&& (value.length() == this.path.length() || value.charAt(this.path.length()) == '/');
	}

	@Override
	public String toString() {
		return this.host + this.path;
	}

}
