package org.rowhouse.theme;

import java.util.Optional;

import org.rowhouse.site.Site;

/**
 * A file of every site that is made rather than stored. Links to it in templates get its
 * fingerprint, as those to static files do.
 */
public interface GeneratedFile {

	/**
	 * Returns where it is.
	 * @return the path inside of a site, such as {@code /options.css}
	 */
	String path();

	/**
	 * Returns a short hash of what a site serves there now. Whoever asks for the file
	 * with it as {@code v} may keep the answer for good.
	 * @param site the site
	 * @return characters that need no escape in a query; nothing if the site has no such
	 * file
	 */
	Optional<String> fingerprint(Site site);

}
