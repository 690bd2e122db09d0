package org.rowhouse.admin;

import org.jspecify.annotations.Nullable;
import org.rowhouse.mail.SmtpDraft;
import org.rowhouse.mail.SmtpSettings;

/**
 * The form of the mail server. A password that is there is not shown, and kept if the
 * field is left empty.
 */
record MailForm(@Nullable String host, @Nullable String port, @Nullable String tls, @Nullable String username,
		@Nullable String password, @Nullable String senderName, @Nullable String senderAddress,
		@Nullable String timeout) {

	static MailForm of(SmtpSettings settings) {
		Integer port = settings.ownPort();
		return new MailForm(settings.host(), (port != null) ? port.toString() : "", settings.tls().key(),
				settings.username(), "", settings.senderName(), settings.senderAddress(),
				Long.toString(settings.timeout().toSeconds()));
	}

	/** What was typed, and what holds where the form sends nothing. */
	MailForm orElse(MailForm others) {
		return new MailForm(or(this.host, others.host), or(this.port, others.port), or(this.tls, others.tls),
				or(this.username, others.username), "", or(this.senderName, others.senderName),
				or(this.senderAddress, others.senderAddress), or(this.timeout, others.timeout));
	}

	private static String or(@Nullable String typed, @Nullable String other) {
		return (typed != null) ? typed : Texts.of(other);
	}

	SmtpDraft toDraft() {
		return new SmtpDraft(Texts.of(this.host), Texts.of(this.port), Texts.of(this.tls), Texts.of(this.username),
				this.password, Texts.of(this.senderName), Texts.of(this.senderAddress), Texts.of(this.timeout));
	}

	/** Without the password, for whoever prints it. */
	@Override
	public String toString() {
		return "MailForm[host=" + this.host + ", username=" + this.username + "]";
	}

}
