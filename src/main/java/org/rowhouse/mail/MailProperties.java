package org.rowhouse.mail;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The mail server. What is set here cannot be changed in the admin UI; what is not set
 * here can.
 *
 * @param host the name of the SMTP server. Without one no mail leaves.
 * @param port its port; by default 587 for {@code starttls}, 465 for {@code tls}, 25 for
 * {@code none}
 * @param tls {@code starttls} (the default), {@code tls} from the first byte, or
 * {@code none}
 * @param username the name to sign in with; unset: nobody signs in
 * @param password the password to sign in with. It is used for the host and the user name
 * that are set here, so both have to be.
 * @param senderName the name that mails come from
 * @param senderAddress the address that mails come from
 * @param timeout how long the server may take for each answer, in seconds, from 1 to 60;
 * by default 10
 * @param sslBundle the name of an SSL bundle ({@code spring.ssl.bundle.*}) with the
 * certificates to trust; by default those that Java trusts
 */
@ConfigurationProperties("rowhouse.mail")
record MailProperties(@Nullable String host, @Nullable String port, @Nullable String tls, @Nullable String username,
		@Nullable String password, @Nullable String senderName, @Nullable String senderAddress,
		@Nullable String timeout, @Nullable String sslBundle) {

	/** Without the password, for whoever prints it. */
	@Override
	public String toString() {
		return "MailProperties[host=" + this.host + ", username=" + this.username + "]";
	}

}
