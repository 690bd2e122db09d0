package org.rowhouse.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;

/**
 * Reads addresses for mail: what people have (RFC 5321, 4.5.3.1), not what quotes and
 * comments allow.
 */
final class EmailAddress {

	private static final int MAX = 254;

	private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{Cntrl}\"(),:;<>@\\[\\\\\\]]{1,64}");

	private EmailAddress() {
	}

	/**
	 * Reads an address.
	 * @param text what somebody typed
	 * @return the address in small letters, its host in ASCII; nothing if it is none
	 */
	static Optional<String> parse(String text) {
		String typed = text.strip();
		int at = typed.lastIndexOf('@');
		if (at < 1 || !LOCAL.matcher(typed.substring(0, at)).matches()) {
			return Optional.empty();
		}
		try {
			String host = Hostname.fromInput(typed.substring(at + 1)).toString();
			String address = typed.substring(0, at).toLowerCase(Locale.ROOT) + "@" + host;
			return (host.contains(".") && address.length() <= MAX) ? Optional.of(address) : Optional.empty();
		}
		catch (InvalidHostnameException ex) {
			return Optional.empty();
		}
	}

}
