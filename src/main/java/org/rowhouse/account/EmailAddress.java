package org.rowhouse.account;

import java.util.Locale;
import java.util.Optional;

import org.rowhouse.site.MailAddress;

/**
 * Mail addresses as accounts keep them: in small letters, so that two of them do not
 * differ by these alone.
 */
final class EmailAddress {

	private EmailAddress() {
	}

	/**
	 * Reads an address.
	 * @param text what somebody typed
	 * @return the address in small letters, its host in ASCII; nothing if no mail can be
	 * sent to it
	 */
	static Optional<String> parse(String text) {
		try {
			String address = MailAddress.parse(text).toString().toLowerCase(Locale.ROOT);
			boolean ofSomeDomain = address.substring(address.lastIndexOf('@')).contains(".");
			return (ofSomeDomain) ? Optional.of(address) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
