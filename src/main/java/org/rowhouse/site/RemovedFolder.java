package org.rowhouse.site;

/**
 * What happens to a site whose folder has been taken away. Its content stays in any case.
 */
public enum RemovedFolder {

	/** The site is archived: its addresses answer 410. */
	ARCHIVE(SiteState.ARCHIVED),

	/** The site is suspended: its addresses answer 503. */
	SUSPEND(SiteState.SUSPENDED),

	/** The site goes on as it last was. */
	KEEP(SiteState.ACTIVE);

	/** Stands in the place of the digest, with the state before behind it. */
	private static final String NOTE = "removed:";

	private final SiteState state;

	RemovedFolder(SiteState state) {
		this.state = state;
	}

	/** The state of an active site after this; others stay as they are. */
	SiteState stateAfter(SiteState before) {
		return (before == SiteState.ACTIVE) ? this.state : before;
	}

	static String note(SiteState before, SiteState after) {
		return NOTE + before + ":" + after;
	}

	static boolean isNotedIn(String digest) {
		return digest.startsWith(NOTE);
	}

	/**
	 * The state that a site gets back with its folder, if nobody has changed it since.
	 */
	static SiteState stateWithFolderAgain(String note, SiteState present) {
		String[] states = note.substring(NOTE.length()).split(":", 2);
		return (SiteState.valueOf(states[1]) == present) ? SiteState.valueOf(states[0]) : present;
	}

}
