package org.rowhouse.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.Tag;
import org.rowhouse.site.InvalidInputException;

/**
 * A page or post in the REST API. In a request only the title is needed; a new item is a
 * draft unless it says otherwise, and what is absent of an old one stays.
 */
record ItemBody(@Nullable String path, @Nullable String title, @Nullable String summary, @Nullable String markdown,
		@Nullable String template, @Nullable String state, @Nullable Instant publishAt, @Nullable List<String> tags,
		@Nullable String html, @Nullable String source, @Nullable Instant updatedAt) {

	static ItemBody of(Item item) {
		return new ItemBody(item.path(), item.title(), item.summary(), item.markdown(), item.template(),
				item.state().name().toLowerCase(Locale.ROOT), item.publishAt(),
				(item.kind() == ContentKind.POST) ? item.tags().stream().map(Tag::name).toList() : null, item.html(),
				item.source(), item.updatedAt());
	}

	Draft toDraft(String atPath, @Nullable Draft existing) {
		Draft old = (existing != null) ? existing
				: new Draft(atPath, "", "", "", "", ContentState.DRAFT, null, List.of());
		return new Draft(atPath, or(this.title, old.title()), or(this.summary, old.summary()),
				or(this.markdown, old.markdown()), or(this.template, old.template()), state(old.state()),
				(this.publishAt != null) ? this.publishAt : old.publishAt(),
				(this.tags != null) ? this.tags : old.tags());
	}

	private ContentState state(ContentState old) {
		if (this.state == null) {
			return old;
		}
		return switch (this.state) {
			case "draft" -> ContentState.DRAFT;
			case "published" -> ContentState.PUBLISHED;
			default -> throw new InvalidInputException("state", "The state is 'draft' or 'published'.");
		};
	}

	private static String or(@Nullable String value, String fallback) {
		return (value != null) ? value : fallback;
	}

}
