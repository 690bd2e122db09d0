package org.rowhouse.content;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

	private static final String FIELD = "fields.";

	/**
	 * Makes one.
	 */
	public Autosave {
		fields = Map.copyOf(fields);
	}

	/**
	 * Returns what was typed as far as it can be shown; times are those that are saved.
	 * @param kind page or post
	 * @param saved the item that it would change, or {@code null}
	 * @return a draft, which need not be valid
	 */
	public Draft toDraft(ContentKind kind, @Nullable Item saved) {
		ItemDetails was = (saved != null) ? saved.details() : ItemDetails.NONE;
		Map<String, String> values = new LinkedHashMap<>(was.fields());
		this.fields.forEach((name, value) -> {
			if (name.startsWith(FIELD)) {
				values.put(name.substring(FIELD.length()), value);
			}
		});
		values.values().removeIf(String::isBlank);
		List<String> tags = (kind == ContentKind.POST) ? Arrays.stream(text("tags").split(","))
			.map(String::strip)
			.filter((tag) -> !Slugs.of(tag).isEmpty())
			.toList() : List.of();
		return new Draft(text("path"), text("title"), text("summary"), this.markdown, text("template"),
				(saved != null) ? saved.state() : ContentState.DRAFT, (saved != null) ? saved.publishAt() : null, tags,
				new ItemDetails(text("author"), text("cover"), text("coverAlt"), text("pinned").equals("yes"),
						text("hidden").equals("yes"), was.position(), was.unpublishAt(), values));
	}

	private String text(String name) {
		return this.fields.getOrDefault(name, "");
	}

}
