package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * Who is at work: the person who signed in, or the process itself, as when a folder is
 * read or something is published in time.
 */
public interface Worker {

	/** The process itself, where nobody can have signed in. */
	Worker PROCESS = new Worker() {

		@Override
		public @Nullable Long id() {
			return null;
		}

		@Override
		public String name() {
			return "";
		}

		@Override
		public boolean seesAllSites() {
			return true;
		}

		@Override
		public boolean writesOwnDraftsOnly() {
			return false;
		}

		@Override
		public boolean decidesAboutAccess() {
			return true;
		}

	};

	/**
	 * Returns the number of the person's account.
	 * @return the number, or {@code null} where nobody signed in
	 */
	@Nullable Long id();

	/**
	 * Returns the name that they sign in with.
	 * @return the name; empty where nobody signed in
	 */
	String name();

	/**
	 * Tells whether other sites may be named to them.
	 * @return true for administrators and for the process itself
	 */
	boolean seesAllSites();

	/**
	 * Tells whether they may change what they wrote themselves alone, as long as it is
	 * not published, and may publish nothing.
	 * @return whether they are an author of the bound site and no more
	 * @throws NoCurrentSiteException if no site is bound
	 */
	boolean writesOwnDraftsOnly();

	/**
	 * Tells whether they may decide who reads the bound site. Where nobody says so, they
	 * may not.
	 * @return whether they may make parts of it private, and public again
	 * @throws NoCurrentSiteException if no site is bound
	 */
	default boolean decidesAboutAccess() {
		return false;
	}

}
