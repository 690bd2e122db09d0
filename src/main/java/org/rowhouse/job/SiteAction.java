package org.rowhouse.job;

import java.util.Optional;

import org.rowhouse.site.Site;

/**
 * Something that can be done with many sites: giving one setting one value. What it was
 * before is kept, so that it can be taken back.
 */
public interface SiteAction {

	/**
	 * Returns what tells it from others, now and in later versions.
	 * @return a short word, such as {@code theme}
	 */
	String name();

	/**
	 * Takes up what somebody wants.
	 * @param word the word for it in forms and in the API, such as {@code add-tag}
	 * @param value what was typed beside it
	 * @param person the name that somebody signs in with; empty where nobody is meant
	 * @return what is to be done; nothing if it is not for this action
	 * @throws org.rowhouse.site.InvalidInputException at {@code value} or {@code person}
	 * if it cannot be
	 */
	Optional<Wanted> plan(String word, String value, String person);

	/**
	 * Returns what a site has.
	 * @param site the site as it is now
	 * @param subject what of it
	 * @return at most 200 characters
	 */
	String read(Site site, String subject);

	/**
	 * Changes a site.
	 * @param site the site
	 * @param subject what of it
	 * @param value what it is to be
	 * @throws org.rowhouse.site.ConflictException or another exception with a message for
	 * people, if that cannot be
	 */
	void write(Site site, String subject, String value);

	/**
	 * What somebody wants.
	 *
	 * @param subject what of a site, where that has a name; at most 200 characters
	 * @param value what it is to be; at most 200 characters
	 */
	record Wanted(String subject, String value) {

	}

}
