package org.rowhouse.site;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * The mail address of one person or mailbox, without a name: {@code local@domain} (RFC
 * 5321, section 4.1.2). The domain is ASCII and in small letters, as it is looked up. An
 * instance cannot hold anything else.
 */
public final class MailAddress {

	/**
	 * Characters of an address (RFC 5321, section 4.5.3.1, with RFC 3696, erratum 1690).
	 */
	public static final int MAX_LENGTH = 254;

	private static final int MAX_LOCAL = 64;

	private final String local;

	private final Hostname domain;

	private MailAddress(String local, Hostname domain) {
		this.local = local;
		this.domain = domain;
	}

	/**
	 * Reads an address that a person typed. Its domain may be internationalised
	 * ({@code ada@bücher.example}); what is before the {@code @} is ASCII, since few
	 * servers take anything else.
	 * @param typed the address
	 * @return the address
	 * @throws IllegalArgumentException if it is none, in words that say what to do
	 */
	public static MailAddress parse(String typed) {
		String text = typed.strip();
		if (text.isEmpty()) {
			throw new IllegalArgumentException("Write a mail address, such as ada@example.com.");
		}
		int at = text.lastIndexOf('@');
		if (at < 1 || at == text.length() - 1 || text.chars().anyMatch(MailAddress::isForbidden)) {
			throw no(text);
		}
		String local = text.substring(0, at);
		if (local.chars().anyMatch((c) -> c > '~')) {
			throw new IllegalArgumentException(
					"'" + text + "' has a letter before the @ that most mail servers do not take. Use a to z.");
		}
		Hostname domain = domain(text, text.substring(at + 1));
		String address = local + "@" + domain;
		if (local.length() > MAX_LOCAL || address.length() > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"A mail address has at most " + MAX_LENGTH + " characters, and " + MAX_LOCAL + " before the @.");
		}
		try {
			new InternetAddress(address, true).validate();
		}
		catch (AddressException ex) {
			throw no(text);
		}
		return new MailAddress(local, domain);
	}

	/** Neither lines nor lists, names or routes. */
	private static boolean isForbidden(int c) {
		return Character.isISOControl(c) || Character.isWhitespace(c) || "<>(),;:\\\"[]".indexOf(c) >= 0;
	}

	private static Hostname domain(String text, String typed) {
		try {
			Hostname domain = Hostname.fromInput(typed);
			if (domain.isIpAddress()) {
				throw new IllegalArgumentException("Write a domain after the @ of '" + text + "', no number.");
			}
			return domain;
		}
		catch (InvalidHostnameException ex) {
			throw no(text);
		}
	}

	private static IllegalArgumentException no(String text) {
		return new IllegalArgumentException(
				"'" + shortened(text) + "' is no mail address. Write one without a name, such as ada@example.com.");
	}

	private static String shortened(String text) {
		String line = text.codePoints()
			.map((c) -> (Character.isISOControl(c)) ? ' ' : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		return (line.length() > 100) ? line.substring(0, 100) + "…" : line;
	}

	/**
	 * Returns the domain.
	 * @return the part behind the {@code @}
	 */
	public Hostname domain() {
		return this.domain;
	}

	/**
	 * Returns the address as it is read, with the domain in its own letters.
	 * @return the address
	 */
	public String display() {
		return this.local + "@" + this.domain.display();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof MailAddress address && this.local.equals(address.local)
				&& this.domain.equals(address.domain);
	}

	@Override
	public int hashCode() {
		return toString().hashCode();
	}

	/**
	 * Returns the address as it is sent and stored.
	 * @return the address, in ASCII
	 */
	@Override
	public String toString() {
		return this.local + "@" + this.domain;
	}

}
