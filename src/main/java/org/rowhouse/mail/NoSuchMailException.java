package org.rowhouse.mail;

/**
 * The queue has no such mail. It may have been discarded, or be gone by its age.
 */
public class NoSuchMailException extends IllegalArgumentException {

	/**
	 * Creates the exception.
	 */
	public NoSuchMailException() {
		super("There is no such mail in the queue. It may have been discarded, or forgotten by its age.");
	}

}
