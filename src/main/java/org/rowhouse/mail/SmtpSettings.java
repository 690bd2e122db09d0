package org.rowhouse.mail;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The mail server, and who mails come from. The password is not among it.
 *
 * @param host the name of the server; empty if none is set
 * @param ownPort its port, or {@code null} for the usual one
 * @param tls how the connection is protected
 * @param username the name to sign in with; empty: nobody signs in
 * @param senderName the name that mails come from; empty: {@link #senderNameOrDefault()}
 * @param senderAddress the address that mails come from; empty if none is set
 * @param timeout how long the server may take for each answer
 */
public record SmtpSettings(String host, @Nullable Integer ownPort, TlsMode tls, String username, String senderName,
		String senderAddress, Duration timeout) {

	/** Where nothing is set. */
	static final SmtpSettings NONE = new SmtpSettings("", null, TlsMode.STARTTLS, "", "", "", Duration.ofSeconds(10));

	private static final String DEFAULT_SENDER = "Rowhouse";

	/**
	 * Returns the port to connect to.
	 * @return the one that is set, or the usual one
	 */
	public int port() {
		return (this.ownPort != null) ? this.ownPort : this.tls.usualPort();
	}

	/**
	 * Returns the name that mails come from.
	 * @return the one that is set, or {@code Rowhouse}
	 */
	public String senderNameOrDefault() {
		return (this.senderName.isEmpty()) ? DEFAULT_SENDER : this.senderName;
	}

	/**
	 * Tells whether enough is set to send a mail.
	 * @return whether there are a server and an address to send from
	 */
	public boolean isComplete() {
		return !this.host.isEmpty() && !this.senderAddress.isEmpty();
	}

	/** As messages name the server. */
	String server() {
		return this.host + ":" + port();
	}

}
