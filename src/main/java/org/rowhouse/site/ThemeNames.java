package org.rowhouse.site;

import java.util.Set;

/**
 * Knows which themes a site can have.
 */
public interface ThemeNames {

	/** The theme that is always there. */
	String BUILT_IN = "plain";

	/**
	 * Returns the themes that are there now.
	 * @return their names
	 */
	Set<String> names();

}
