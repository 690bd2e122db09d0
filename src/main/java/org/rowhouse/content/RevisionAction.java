package org.rowhouse.content;

import java.util.Locale;

/**
 * What made a revision.
 */
public enum RevisionAction {

	/** Somebody saved it. */
	SAVED,

	/** Somebody asked others to look at it. */
	SUBMITTED,

	/** Somebody decided that it is published later. */
	SCHEDULED,

	/** Somebody published it. */
	PUBLISHED,

	/** Somebody made a draft of it again. */
	UNPUBLISHED,

	/** Somebody archived it. */
	ARCHIVED,

	/** Somebody took back what an earlier one says. */
	RESTORED,

	/** Somebody moved it in the tree of pages. */
	MOVED,

	/** It was read from its file. */
	FILE,

	/** Its time to be published came. */
	PUBLISHED_ON_TIME,

	/** Its time to be archived came. */
	ARCHIVED_ON_TIME,

	/** What it said before its history began, or before something else changed it. */
	FOUND;

	/**
	 * Returns the word for this in the API.
	 * @return such as {@code published-on-time}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Whether visitors see something else from then on. */
	boolean isPublication() {
		return this == PUBLISHED || this == PUBLISHED_ON_TIME;
	}

	/** What a save did to the state of an item. */
	static RevisionAction of(ContentState before, ContentState after) {
		if (before == after) {
			return SAVED;
		}
		return switch (after) {
			case REVIEW -> SUBMITTED;
			case SCHEDULED -> SCHEDULED;
			case PUBLISHED -> PUBLISHED;
			case ARCHIVED -> ARCHIVED;
			case DRAFT -> (before == ContentState.PUBLISHED || before == ContentState.SCHEDULED) ? UNPUBLISHED : SAVED;
		};
	}

}
