package org.rowhouse.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.Tag;
import org.rowhouse.site.InvalidInputException;

/**
 * A page or post in the REST API. In a request only the title is needed: an item is a
 * draft unless it says otherwise, and what is absent is empty. What came with decision
 * 0012 (author to fields) stays as it is where it is absent, since clients that are older
 * do not know of it; an empty value empties it.
 */
record ItemBody(@Nullable String path, @Nullable String title, @Nullable String summary, @Nullable String markdown,
		@Nullable String template, @Nullable String state, @Nullable Instant publishAt,
		@Nullable List<@Nullable String> tags, @Nullable String author, @Nullable String cover,
		@Nullable String coverAlt, @Nullable Boolean pinned, @Nullable Boolean hidden, @Nullable Integer position,
		@Nullable String unpublishAt, @Nullable Map<String, @Nullable String> fields, @Nullable Long version,
		@Nullable String html, @Nullable String source, @Nullable String origin, @Nullable Instant updatedAt,
		@Nullable String updatedBy) {

	static ItemBody of(Item item) {
		ItemDetails details = item.details();
		boolean post = item.kind() == ContentKind.POST;
		return new ItemBody(item.path(), item.title(), item.summary(), item.markdown(), item.template(),
				item.state().word(), item.publishAt(), (post) ? item.tags().stream().map(Tag::name).toList() : null,
				details.author(), details.cover(), details.coverAlt(), (post) ? details.pinned() : null,
				(post) ? null : details.hidden(), (post) ? null : details.position(), instant(details.unpublishAt()),
				new LinkedHashMap<>(details.fields()), item.version(), item.html(), item.source(),
				(item.origin() != null) ? item.origin().path() : null, item.updatedAt(), item.updatedBy());
	}

	/** A version that is not that of the item. */
	static ItemBody of(ContentKind kind, long version, Draft draft) {
		ItemDetails details = draft.details();
		boolean post = kind == ContentKind.POST;
		return new ItemBody(draft.path(), draft.title(), draft.summary(), draft.markdown(), draft.template(),
				draft.state().word(), draft.publishAt(), (post) ? List.copyOf(draft.tags()) : null, details.author(),
				details.cover(), details.coverAlt(), (post) ? details.pinned() : null, (post) ? null : details.hidden(),
				(post) ? null : details.position(), instant(details.unpublishAt()),
				new LinkedHashMap<>(details.fields()), version, null, null, null, null, null);
	}

	Draft toDraft(String atPath) {
		return new Draft(atPath, text(this.title), text(this.summary), text(this.markdown), text(this.template),
				contentState(), this.publishAt,
				(this.tags != null) ? this.tags.stream().map(ItemBody::text).toList() : List.of());
	}

	/** What the body says about details, and of the rest what is there. */
	ItemDetails details(ItemDetails present) {
		return new ItemDetails(or(this.author, present.author()), or(this.cover, present.cover()),
				or(this.coverAlt, present.coverAlt()), (this.pinned != null) ? this.pinned : present.pinned(),
				(this.hidden != null) ? this.hidden : present.hidden(),
				(this.position != null) ? this.position : present.position(), unpublishAt(present.unpublishAt()),
				(this.fields != null) ? texts(this.fields) : present.fields());
	}

	private static Map<String, String> texts(Map<String, @Nullable String> values) {
		Map<String, String> texts = new LinkedHashMap<>();
		values.forEach((name, value) -> texts.put(name, text(value)));
		return texts;
	}

	private @Nullable Instant unpublishAt(@Nullable Instant present) {
		if (this.unpublishAt == null) {
			return present;
		}
		try {
			return (this.unpublishAt.isBlank()) ? null : Instant.parse(this.unpublishAt.strip());
		}
		catch (DateTimeException ex) {
			throw new InvalidInputException("unpublishAt",
					"Write a time such as 2026-11-20T09:30:00Z, or the empty string for none.");
		}
	}

	private ContentState contentState() {
		String word = text(this.state);
		return stateOf((word.isEmpty()) ? ContentState.DRAFT.word() : word);
	}

	/**
	 * Finds a state by its word.
	 * @throws InvalidInputException if there is none
	 */
	static ContentState stateOf(String word) {
		return ContentState.of(word)
			.orElseThrow(() -> new InvalidInputException("state",
					"The state is one of " + String.join(", ", ContentState.words()) + "."));
	}

	private static @Nullable String instant(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

	private static String or(@Nullable String value, String present) {
		return (value != null) ? value : present;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
