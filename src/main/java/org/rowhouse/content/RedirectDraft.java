package org.rowhouse.content;

/**
 * A redirect as somebody wrote it.
 *
 * @param from the path that leads elsewhere
 * @param coverage whether it is for the path alone
 * @param target where it leads
 * @param permanent whether for good
 */
public record RedirectDraft(String from, Coverage coverage, String target, boolean permanent) {

	/**
	 * Tells whether two redirects are for the same paths, so that a site can have only
	 * one of them.
	 * @param other another redirect
	 * @return whether they are
	 */
	boolean isForSameAs(RedirectDraft other) {
		return this.from.equals(other.from) && this.coverage == other.coverage;
	}

}
