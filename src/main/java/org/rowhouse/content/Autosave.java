package org.rowhouse.content;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has typed into the form of an item and not saved.
 *
 * @param id its number
 * @param itemId the item's number, or {@code null} if it was never saved
 * @param slot what tells it from others of the same person
 * @param version the version of the item that they began with; 0 for none
 * @param savedAt when it was kept
 * @param markdown the text
 * @param fields the other fields of the form as they were typed, by name
 */
public record Autosave(long id, @Nullable Long itemId, String slot, long version, Instant savedAt, String markdown,
		Map<String, String> fields) {

	/**
	 * Makes one.
	 */
	public Autosave {
		fields = Map.copyOf(fields);
	}

}
