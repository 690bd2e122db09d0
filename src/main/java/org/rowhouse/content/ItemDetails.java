package org.rowhouse.content;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What an item has beside its text.
 *
 * @param author who is named as its author; may be empty
 * @param cover a picture that stands for it, by its path on the site such as
 * {@code /media/door.jpg}; may be empty
 * @param coverAlt what the picture shows, for those who do not see it
 * @param pinned whether it stands before newer posts
 * @param hidden whether menus leave it out
 * @param position among the pages right below the same one; lower numbers come first, and
 * those with the same one by title
 * @param unpublishAt when it is archived by itself, or {@code null}
 * @param fields texts that the theme asks for, by name
 */
public record ItemDetails(String author, String cover, String coverAlt, boolean pinned, boolean hidden, int position,
		@Nullable Instant unpublishAt, Map<String, String> fields) {

	/** Of an item that has nothing but its text. */
	public static final ItemDetails NONE = new ItemDetails("", "", "", false, false, 0, null, Map.of());

	/**
	 * Makes details. Fields are in the order of their names.
	 */
	public ItemDetails {
		fields = Collections.unmodifiableMap(new TreeMap<>(fields));
	}

	/**
	 * Returns the same at another place among its siblings.
	 * @param place lower numbers come first
	 * @return details
	 */
	public ItemDetails at(int place) {
		return new ItemDetails(this.author, this.cover, this.coverAlt, this.pinned, this.hidden, place,
				this.unpublishAt, this.fields);
	}

	/**
	 * Returns the same with other values of the theme's fields.
	 * @param values texts by name
	 * @return details
	 */
	public ItemDetails with(Map<String, String> values) {
		return new ItemDetails(this.author, this.cover, this.coverAlt, this.pinned, this.hidden, this.position,
				this.unpublishAt, values);
	}

}
