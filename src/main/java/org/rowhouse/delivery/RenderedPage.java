package org.rowhouse.delivery;

import java.util.Set;

/**
 * A page for visitors.
 *
 * @param html the page
 * @param origins absolute URLs of other sites from which it shows pictures: those that
 * share an item that is on it
 */
record RenderedPage(String html, Set<String> origins) {

	/**
	 * Keeps the URLs.
	 */
	RenderedPage {
		origins = Set.copyOf(origins);
	}

}
