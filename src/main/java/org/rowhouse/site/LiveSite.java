package org.rowhouse.site;

/**
 * The place of a site in the routing table. Its addresses point here, so that a new
 * version of the site is one write, however many addresses it has.
 */
final class LiveSite {

	private volatile Site site;

	LiveSite(Site site) {
		this.site = site;
	}

	Site get() {
		return this.site;
	}

	void set(Site newer) {
		this.site = newer;
	}

}
