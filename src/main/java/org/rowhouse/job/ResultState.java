package org.rowhouse.job;

import java.util.Locale;

/**
 * What a job has done with a site.
 */
public enum ResultState {

	/** Nothing yet. */
	WAITING,

	/** Its turn has come. */
	RUNNING,

	/** It has been changed. */
	DONE,

	/** It was like that already, or is to be left alone. */
	UNCHANGED,

	/** It could not be changed. */
	FAILED,

	/** The job was stopped before its turn came. */
	CANCELLED;

	/**
	 * Returns the word for it in the API and in templates.
	 * @return such as {@code done}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
