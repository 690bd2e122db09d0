package org.rowhouse.job;

/**
 * There is no such job, or no longer.
 */
public class NoSuchJobException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param id the number that was asked for
	 */
	public NoSuchJobException(long id) {
		super("There is no job " + id + ". Jobs are forgotten 30 days after their end.");
	}

}
