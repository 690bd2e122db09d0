package org.rowhouse.mail;

import java.time.Instant;

/**
 * A mail as it is to leave, but for who it comes from.
 *
 * @param messageId its {@code Message-ID}, the same at each try, so that who gets it
 * twice can tell
 * @param recipient the address
 * @param subject one line
 * @param date when it was written
 * @param body what it says
 */
record Letter(String messageId, String recipient, String subject, Instant date, MailBody body) {

}
