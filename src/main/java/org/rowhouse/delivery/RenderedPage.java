package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A page for visitors.
 */
final class RenderedPage {

	private final byte[] utf8;

	private final Set<String> origins;

	/**
	 * Makes a page.
	 * @param utf8 the page, which belongs to it from now on
	 * @param origins absolute URLs of other sites from which it shows pictures: those
	 * that share an item that is on it
	 */
	RenderedPage(byte[] utf8, Set<String> origins) {
		this.utf8 = utf8;
		this.origins = Set.copyOf(origins);
	}

	/** The page as it is sent, not a copy. */
	byte[] utf8() {
		return this.utf8;
	}

	/** The page as a text. */
	String html() {
		return new String(this.utf8, StandardCharsets.UTF_8);
	}

	Set<String> origins() {
		return this.origins;
	}

}
