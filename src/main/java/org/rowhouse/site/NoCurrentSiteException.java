package org.rowhouse.site;

/**
 * Content was asked for while no site was bound to the thread.
 */
public class NoCurrentSiteException extends IllegalStateException {

	NoCurrentSiteException() {
		super("No site is bound to this thread: bind one with CurrentSite, or go through AllSites");
	}

}
