package org.rowhouse.api;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.Tag;
import org.rowhouse.site.InvalidInputException;

/**
 * A page or post in the REST API. In a request only the title is needed: an item is a
 * draft unless it says otherwise, and what is absent is empty.
 */
record ItemBody(@Nullable String path, @Nullable String title, @Nullable String summary, @Nullable String markdown,
		@Nullable String template, @Nullable String state, @Nullable Instant publishAt,
		@Nullable List<@Nullable String> tags, @Nullable String html, @Nullable String source,
		@Nullable Instant updatedAt) {

	static ItemBody of(Item item) {
		return new ItemBody(item.path(), item.title(), item.summary(), item.markdown(), item.template(),
				item.state().word(), item.publishAt(),
				(item.kind() == ContentKind.POST) ? item.tags().stream().map(Tag::name).toList() : null, item.html(),
				item.source(), item.updatedAt());
	}

	Draft toDraft(String atPath) {
		return new Draft(atPath, text(this.title), text(this.summary), text(this.markdown), text(this.template),
				contentState(), this.publishAt,
				(this.tags != null) ? this.tags.stream().map(ItemBody::text).toList() : List.of());
	}

	private ContentState contentState() {
		String word = text(this.state);
		return ContentState.of((word.isEmpty()) ? ContentState.DRAFT.word() : word)
			.orElseThrow(() -> new InvalidInputException("state",
					"The state is one of " + String.join(", ", ContentState.words()) + "."));
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
