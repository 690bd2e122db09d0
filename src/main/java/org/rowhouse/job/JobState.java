package org.rowhouse.job;

import java.util.Locale;

/**
 * Where a job is in its life.
 */
public enum JobState {

	/** Something is still to be done. */
	RUNNING,

	/** Somebody has stopped it; what it was doing just then is brought to an end. */
	CANCELLING,

	/** It cannot go on; what a copy has made so far is taken back. */
	FAILING,

	/** Everything has been tried; sites that failed are told in its results. */
	DONE,

	/** It was stopped before its end. */
	CANCELLED,

	/** It could not go on; of a copy nothing is left. */
	FAILED;

	/**
	 * Returns the word for it in the API and in templates.
	 * @return such as {@code running}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Tells whether it stays like this.
	 * @return whether nothing more happens
	 */
	public boolean isFinal() {
		return this == DONE || this == CANCELLED || this == FAILED;
	}

}
