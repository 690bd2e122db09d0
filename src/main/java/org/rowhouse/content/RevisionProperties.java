package org.rowhouse.content;

import org.rowhouse.site.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of the history of pages and posts.
 *
 * @param maxRevisions how many revisions of a page or post are kept, from 2 to 1000. The
 * older they are the fewer remain: the newest 20, then one an hour, a day, a month.
 */
@ConfigurationProperties("rowhouse.content")
record RevisionProperties(@DefaultValue("100") int maxRevisions) {

	private static final int MIN = 2;

	private static final int MAX = 1000;

	/** Ten of the longest texts; the history of an item needs no more than this. */
	private static final long MAX_CHARACTERS = 5_000_000;

	RevisionThinning thinning() {
		if (this.maxRevisions < MIN || this.maxRevisions > MAX) {
			throw new InvalidSettingException("rowhouse.content.max-revisions is " + this.maxRevisions + ".",
					"Set it to a number from " + MIN + " to " + MAX + ".");
		}
		return new RevisionThinning(this.maxRevisions, MAX_CHARACTERS);
	}

}
