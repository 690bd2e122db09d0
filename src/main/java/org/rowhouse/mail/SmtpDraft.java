package org.rowhouse.mail;

import org.jspecify.annotations.Nullable;

/**
 * The mail server as somebody typed it. {@link MailServer#change} checks it. What a
 * property of the operator sets may be left empty.
 *
 * @param host the name of the server; empty: none
 * @param port its port; empty: the usual one
 * @param tls {@code starttls}, {@code tls} or {@code none}; empty: {@code starttls}
 * @param username the name to sign in with; empty: nobody signs in
 * @param password the password, or {@code null} or empty to keep the one that is stored
 * @param senderName the name that mails come from
 * @param senderAddress the address that mails come from
 * @param timeout in seconds; empty: 10
 */
public record SmtpDraft(String host, String port, String tls, String username, @Nullable String password,
		String senderName, String senderAddress, String timeout) {

	/** Without the password, for whoever prints it. */
	@Override
	public String toString() {
		return "SmtpDraft[host=" + this.host + ", username=" + this.username + "]";
	}

}
