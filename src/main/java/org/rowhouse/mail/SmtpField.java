package org.rowhouse.mail;

import org.jspecify.annotations.Nullable;

/**
 * What can be set about the mail server, by a property or in the admin UI.
 */
enum SmtpField {

	HOST("host", "host"),

	PORT("port", "port"),

	TLS("tls", "tls"),

	USERNAME("username", "username"),

	PASSWORD("password", "password"),

	SENDER_NAME("senderName", "sender-name"),

	SENDER_ADDRESS("senderAddress", "sender-address"),

	TIMEOUT("timeout", "timeout");

	private final String key;

	private final String property;

	SmtpField(String key, String property) {
		this.key = key;
		this.property = "rowhouse.mail." + property;
	}

	/** As the form and the API call it. */
	String key() {
		return this.key;
	}

	/** As the operator calls it. */
	String property() {
		return this.property;
	}

	/** What a property sets; empty if it does not. */
	String of(MailProperties properties) {
		return stripped(switch (this) {
			case HOST -> properties.host();
			case PORT -> properties.port();
			case TLS -> properties.tls();
			case USERNAME -> properties.username();
			case PASSWORD -> properties.password();
			case SENDER_NAME -> properties.senderName();
			case SENDER_ADDRESS -> properties.senderAddress();
			case TIMEOUT -> properties.timeout();
		});
	}

	/** What was typed; empty if nothing was. */
	String typed(SmtpDraft draft) {
		return stripped(switch (this) {
			case HOST -> draft.host();
			case PORT -> draft.port();
			case TLS -> draft.tls();
			case USERNAME -> draft.username();
			case PASSWORD -> draft.password();
			case SENDER_NAME -> draft.senderName();
			case SENDER_ADDRESS -> draft.senderAddress();
			case TIMEOUT -> draft.timeout();
		});
	}

	private static String stripped(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

}
