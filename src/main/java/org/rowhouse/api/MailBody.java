package org.rowhouse.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import org.jspecify.annotations.Nullable;
import org.rowhouse.mail.MailServer;
import org.rowhouse.mail.SmtpDraft;
import org.rowhouse.mail.SmtpSettings;

/**
 * The mail server in the REST API. In a request what is left out is not set, but for the
 * password, which is kept; the last four are for answers alone.
 *
 * @param host the name of the server
 * @param port its port; absent: the usual one
 * @param tls {@code starttls}, {@code tls} or {@code none}
 * @param username the name to sign in with
 * @param password in a request a new password; never in an answer
 * @param senderName the name that mails come from
 * @param senderAddress the address that mails come from
 * @param timeout in seconds
 * @param passwordSet whether there is a password
 * @param fixed the fields that properties of the operator set
 * @param effectivePort the port that is used
 * @param ready whether enough is set to send mails
 */
record MailBody(@Nullable String host, @Nullable Integer port, @Nullable String tls, @Nullable String username,
		@JsonProperty(access = Access.WRITE_ONLY) @Nullable String password, @Nullable String senderName,
		@Nullable String senderAddress, @Nullable Integer timeout, @Nullable Boolean passwordSet,
		@Nullable List<String> fixed, @Nullable Integer effectivePort, @Nullable Boolean ready) {

	static MailBody of(MailServer server) {
		SmtpSettings settings = server.settings();
		return new MailBody(settings.host(), settings.ownPort(), settings.tls().key(), settings.username(), null,
				settings.senderName(), settings.senderAddress(), (int) settings.timeout().toSeconds(),
				server.hasPassword(), server.fixed().keySet().stream().sorted().toList(), settings.port(),
				settings.isComplete());
	}

	SmtpDraft toDraft() {
		return new SmtpDraft(text(this.host), text(this.port), text(this.tls), text(this.username), this.password,
				text(this.senderName), text(this.senderAddress), text(this.timeout));
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

	/** Without the password, for whoever prints it. */
	@Override
	public String toString() {
		return "MailBody[host=" + this.host + ", username=" + this.username + "]";
	}

}
