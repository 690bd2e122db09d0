package org.rowhouse.api;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Item;
import org.rowhouse.content.StaleItemException;
import org.rowhouse.site.ConflictException;

import org.springframework.http.HttpHeaders;

/**
 * What a request says about the version that it means to change (RFC 9110, section 13.1).
 *
 * @param ifMatch entity tags one of which the item must have, {@code *} for any, or
 * {@code null}
 * @param ifNoneMatch {@code *} if there must be no item yet, or {@code null}
 * @param version the version that the body names, or {@code null}
 */
record ItemConditions(@Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable Long version) {

	static ItemConditions of(HttpHeaders headers, @Nullable Long version) {
		return new ItemConditions(EntityTags.combined(headers, HttpHeaders.IF_MATCH),
				EntityTags.combined(headers, HttpHeaders.IF_NONE_MATCH), version);
	}

	/** The entity tag of an item. One that is made again at the same path has another. */
	static String tag(Item item) {
		return "\"" + item.id() + "-" + item.version() + "\"";
	}

	/**
	 * Checks what is there.
	 * @param item the item, or {@code null} if there is none
	 * @throws PreconditionFailedException if a header does not allow it
	 * @throws ConflictException if the version does not; a {@link StaleItemException} if
	 * there is another one
	 */
	void check(@Nullable Item item) {
		if (this.ifMatch != null && (item == null || !matches(this.ifMatch, item))) {
			throw new PreconditionFailedException((item != null)
					? "It has the entity tag " + tag(item) + " now, and none of those in If-Match. Somebody else has "
							+ "saved it: read it again and put your changes into it."
					: "There is no item at this path, so none that If-Match names. Leave the header out to create one.");
		}
		if (this.ifNoneMatch != null && item != null && matches(this.ifNoneMatch, item)) {
			throw new PreconditionFailedException(
					"There is an item at this path already. Leave If-None-Match out to replace it.");
		}
		if (this.version != null) {
			if (item == null) {
				throw new ConflictException("There is no item at this path, so no version " + this.version
						+ " of it: it has been deleted or moved. Leave 'version' out to create one.");
			}
			if (this.version != item.version()) {
				throw new StaleItemException(item);
			}
		}
	}

	private static boolean matches(String tags, Item item) {
		return EntityTags.match(tags, tag(item));
	}

}
