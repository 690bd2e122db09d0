package org.rowhouse.mail;

/**
 * Who the mails of one site come from. What is empty is the platform's.
 *
 * @param name the name
 * @param address the address; the mail server must let the platform's account send from
 * it
 * @param replyTo the address that answers go to
 */
public record SiteSender(String name, String address, String replyTo) {

	/** Everything is the platform's. */
	public static final SiteSender NONE = new SiteSender("", "", "");

}
