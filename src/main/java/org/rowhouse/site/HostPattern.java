package org.rowhouse.site;

import java.util.Optional;

/**
 * Which hosts an address is for: one host by its name, the hosts below a domain, those
 * that a regular expression matches, or all.
 * <p>
 * Two patterns with the same {@linkplain #key() key} match the same hosts. That is what
 * makes two addresses identical, whatever names their labels have.
 */
public sealed interface HostPattern permits Hostname, WildcardHost, RegexHost, AnyHost {

	/** The name of the label or group that chooses the site. */
	String SITE = "site";

	/**
	 * Reads what a person typed.
	 * @param typed {@code example.com}, {@code *.example.com} (one label),
	 * {@code **.example.com} (any depth), <code>{site}.example.com</code> (one label with
	 * a name), {@code ~regex}, or {@code **} for every host
	 * @return the pattern
	 * @throws InvalidHostnameException if it is none of these, saying what is wrong
	 */
	static HostPattern parse(String typed) {
		String text = typed.strip();
		if (text.equals(AnyHost.TEXT)) {
			return AnyHost.ANY;
		}
		if (text.startsWith(RegexHost.MARK)) {
			return RegexHost.parse(text.substring(1));
		}
		if (text.indexOf('*') >= 0 || text.indexOf('{') >= 0) {
			return WildcardHost.parse(text);
		}
		return Hostname.fromInput(text);
	}

	/**
	 * Returns what identifies the set of hosts that match.
	 * @return the pattern in ASCII without the names of its labels, at most 253
	 * characters
	 */
	String key();

	/**
	 * Returns the pattern as it is typed and read, internationalised names in their own
	 * letters.
	 * @return what {@link #parse} turns into this pattern again
	 */
	String display();

	/**
	 * Tells whether a host matches.
	 * @param host a host
	 * @return whether this pattern is for it
	 */
	boolean matches(Hostname host);

	/**
	 * Whether a part of the host names the site.
	 * @return whether the pattern has a label or group of the name {@value #SITE}
	 */
	default boolean choosesSite() {
		return false;
	}

	/**
	 * Returns the key of the site that a host names.
	 * @param host a host that matches
	 * @return what stands in the place of {@value #SITE}; empty if the pattern has no
	 * such place
	 */
	default Optional<String> siteIn(Hostname host) {
		return Optional.empty();
	}

}
