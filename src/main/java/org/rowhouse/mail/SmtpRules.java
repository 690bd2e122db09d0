package org.rowhouse.mail;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;
import org.rowhouse.site.MailAddress;
import org.rowhouse.site.PlainText;
import org.rowhouse.site.Suggestion;

/**
 * What each setting of the mail server may be, wherever it is written.
 */
final class SmtpRules {

	static final int MAX_NAME = 100;

	static final int MAX_USERNAME = 200;

	static final int MAX_PASSWORD = 500;

	static final int MAX_TIMEOUT = 60;

	private static final int MAX_PORT = 65535;

	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

	private final Map<String, String> errors = new LinkedHashMap<>();

	/**
	 * Returns what was wrong with what has been read.
	 * @return messages by field
	 */
	Map<String, String> errors() {
		return this.errors;
	}

	/** What is wrong has the value of {@link SmtpSettings#NONE}. */
	SmtpSettings read(SmtpDraft typed) {
		SmtpSettings read = new SmtpSettings(host(typed.host().strip()), port(typed.port().strip()),
				tls(typed.tls().strip()), username(typed.username().strip()),
				name("senderName", typed.senderName().strip()), address("senderAddress", typed.senderAddress().strip()),
				timeout(typed.timeout().strip()));
		password(typed.password());
		return read;
	}

	private String host(String typed) {
		if (typed.isEmpty()) {
			return "";
		}
		try {
			return Hostname.fromInput(typed).key();
		}
		catch (InvalidHostnameException ex) {
			this.errors.put("host", "Write the name of the server alone, such as smtp.example.com.");
			return "";
		}
	}

	private @Nullable Integer port(String typed) {
		if (typed.isEmpty()) {
			return null;
		}
		if (!NUMBER.matcher(typed).matches() || Integer.parseInt(typed) > MAX_PORT) {
			this.errors.put("port", "A port is a number from 1 to " + MAX_PORT + ". Leave it empty for the usual one.");
			return null;
		}
		return Integer.valueOf(typed);
	}

	private TlsMode tls(String typed) {
		if (typed.isEmpty()) {
			return SmtpSettings.NONE.tls();
		}
		Optional<TlsMode> mode = TlsMode.of(typed);
		if (mode.isEmpty()) {
			List<String> known = List.of("starttls", "tls", "none");
			this.errors.put("tls", "There is no '" + typed + "'. "
					+ Suggestion.didYouMean(typed, known, "Write starttls, tls or none."));
		}
		return mode.orElse(SmtpSettings.NONE.tls());
	}

	private String username(String typed) {
		return (isLine("username", typed, MAX_USERNAME)) ? typed : "";
	}

	/** A display name that holds an address is there to deceive. */
	String name(String field, String typed) {
		if (typed.contains("@")) {
			this.errors.put(field, "Write a name. The address has a field of its own.");
			return "";
		}
		return (isLine(field, typed, MAX_NAME)) ? typed : "";
	}

	String address(String field, String typed) {
		if (typed.isEmpty()) {
			return "";
		}
		try {
			return MailAddress.parse(typed).toString();
		}
		catch (IllegalArgumentException ex) {
			this.errors.put(field, String.valueOf(ex.getMessage()));
			return "";
		}
	}

	private Duration timeout(String typed) {
		if (typed.isEmpty()) {
			return SmtpSettings.NONE.timeout();
		}
		String number = (typed.endsWith("s")) ? typed.substring(0, typed.length() - 1) : typed;
		if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) > MAX_TIMEOUT) {
			this.errors.put("timeout", "Write a number of seconds from 1 to " + MAX_TIMEOUT + ".");
			return SmtpSettings.NONE.timeout();
		}
		return Duration.ofSeconds(Long.parseLong(number));
	}

	private void password(@Nullable String typed) {
		if (typed != null) {
			isLine("password", typed, MAX_PASSWORD);
		}
	}

	private boolean isLine(String field, String typed, int max) {
		if (typed.length() > max) {
			this.errors.put(field, "At most " + max + " characters; these are " + typed.length() + ".");
			return false;
		}
		if (!PlainText.isPlain(typed) || typed.chars().anyMatch(Character::isISOControl)) {
			this.errors.put(field, "Write it on one line, without control characters.");
			return false;
		}
		return true;
	}

}
