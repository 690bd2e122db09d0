package org.rowhouse.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Work on sites that is done in the background, as it was at one moment.
 *
 * @param id its number
 * @param action the word for what is done, such as {@code theme}
 * @param subject what of a site is changed, where that has a name, such as that of a tag;
 * of a copy the key of the original
 * @param wanted what it is to become; empty where each site becomes something else
 * @param state where it is in its life
 * @param total how much there is to do: sites, or of a copy the parts of the site
 * @param done how much of it has been changed, or copied
 * @param unchanged how many sites were like that already
 * @param failed how many sites could not be changed
 * @param cancelled how many sites were left out when it was stopped
 * @param message why it failed, or what could not be copied; may be empty
 * @param undoes the number of the job whose work it takes back, or {@code null}
 * @param undoneBy the number of the job that has taken its work back, or {@code null}
 * @param createdAt when somebody asked for it
 * @param createdBy who; empty if nobody who signed in
 * @param finishedAt when it came to its end, or {@code null}
 */
public record Job(long id, String action, String subject, String wanted, JobState state, int total, int done,
		int unchanged, int failed, int cancelled, String message, @Nullable Long undoes, @Nullable Long undoneBy,
		Instant createdAt, String createdBy, @Nullable Instant finishedAt) {

	/**
	 * Returns how much has come to an end.
	 * @return sites, or of a copy parts of the site
	 */
	public int finished() {
		return this.done + this.unchanged + this.failed + this.cancelled;
	}

	/**
	 * Returns how far it is.
	 * @return from 0 to 100, and 100 only at the end
	 */
	public int percent() {
		if (this.state == JobState.DONE) {
			return 100;
		}
		return (this.total == 0) ? 0 : (int) Math.min(99, 100L * finished() / this.total);
	}

	/**
	 * Tells whether it copies a site.
	 * @return whether it does, rather than changing sites
	 */
	public boolean isCopy() {
		return this.action.equals(Cloning.ACTION);
	}

	/**
	 * Tells whether its work can be taken back.
	 * @return whether it has changed sites, and nobody has taken that back
	 */
	public boolean isUndoable() {
		return this.state.isFinal() && !isCopy() && this.done > 0 && this.undoneBy == null;
	}

}
