package org.rowhouse.mail;

/**
 * What came of a test of the mail server.
 *
 * @param accepted whether the server took the mail
 * @param message what that means, and what to do if it did not
 * @param answer what the server said, in its own words; may be empty
 */
public record TestMail(boolean accepted, String message, String answer) {

}
