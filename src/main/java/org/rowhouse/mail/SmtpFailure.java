package org.rowhouse.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail server did not take a mail. The message says why, and what to do.
 */
class SmtpFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final String answer;

	private final Extent extent;

	/**
	 * Makes a failure.
	 * @param message why, and what to do
	 * @param answer what the server said, in its own words; may be empty
	 * @param extent what it means for this mail and others
	 * @param cause where it comes from, or {@code null}
	 */
	SmtpFailure(String message, String answer, Extent extent, @Nullable Throwable cause) {
		super(message, cause);
		this.answer = answer;
		this.extent = extent;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

	String answer() {
		return this.answer;
	}

	Extent extent() {
		return this.extent;
	}

	/** As the queue keeps it. */
	String summary() {
		return (this.answer.isEmpty()) ? getMessage() : getMessage() + " The server said: " + this.answer;
	}

	/** What a failure means. */
	enum Extent {

		/** No mail can be sent now. */
		SERVER,

		/** This mail cannot be sent now. */
		MAIL_FOR_NOW,

		/** This mail will never be taken. */
		MAIL_FOR_GOOD

	}

}
