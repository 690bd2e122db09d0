package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A page for visitors.
 */
final class RenderedPage {

	private final byte[] utf8;

	private final Set<String> origins;

	private final @Nullable Long itemId;

	/**
	 * Makes a page.
	 * @param utf8 the page, which belongs to it from now on
	 * @param origins absolute URLs of other sites from which it shows pictures: those
	 * that share an item that is on it
	 * @param itemId the number of the page or post that it shows; {@code null} for lists
	 */
	RenderedPage(byte[] utf8, Set<String> origins, @Nullable Long itemId) {
		this.utf8 = utf8;
		this.origins = Set.copyOf(origins);
		this.itemId = itemId;
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

	/** The number of the page or post that it shows; {@code null} for lists. */
	@Nullable Long itemId() {
		return this.itemId;
	}

}
