package org.rowhouse.site;

import java.util.Optional;

/**
 * Knows which branches of a site are private.
 */
public interface SitePrivacy {

	/**
	 * Returns the private branches of a site, from memory.
	 * @param site the site, as it was at some version
	 * @return its branches at that version or a later one
	 */
	PrivateBranches of(Site site);

	/**
	 * Returns where visitors sign out who read something.
	 * @param site the site, as it was at some version
	 * @param path what they read, a path inside the site
	 * @return a path with a query inside the site; nothing if it is public, or if the
	 * browser itself keeps the password
	 */
	Optional<String> signOut(Site site, String path);

	/**
	 * Reads the private branches of the bound site, for what must not be told by memory:
	 * another node may just have changed them.
	 * @return its branches as the running transaction sees them
	 */
	PrivateBranches read();

	/**
	 * Lets the private branches of the bound site that begin at a page or below it go
	 * along with it, in the running transaction. They open to the same people as before.
	 * @param from the path of the page as it was, which is not that of the home page
	 * @param to where it is now
	 * @param field the field that a message belongs to
	 * @throws InvalidInputException if one of them cannot be there, or another one is
	 */
	void follow(String from, String to, String field);

}
