package org.rowhouse.mail;

/**
 * What a mail says, twice. It may hold secret links.
 *
 * @param text as plain text
 * @param html as a page of HTML
 */
record MailBody(String text, String html) {

	/** Without what it says, which may be secret. */
	@Override
	public String toString() {
		return "MailBody";
	}

}
