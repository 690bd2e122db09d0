package org.rowhouse.content;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything that an item says beside title and text, as texts by name, and back.
 */
final class Snapshots {

	private static final String FIELD = "fields.";

	private Snapshots() {
	}

	static Map<String, String> details(ContentItem item, Collection<Tag> tags) {
		Draft draft = new Draft(Item.shownPath(item.kind(), item.path()), item.title(), item.summary(), item.markdown(),
				item.template(), item.state(), item.publishAt(), tags.stream().map(Tag::name).sorted().toList(),
				item.details());
		return details(draft);
	}

	/**
	 * Lists what a draft says beside title and text.
	 * @param draft a draft
	 * @return texts by name, without those that are empty; tags one a line; fields of the
	 * theme begin with {@code fields.}
	 */
	static Map<String, String> details(Draft draft) {
		ItemDetails more = draft.details();
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("path", draft.path());
		texts.put("summary", draft.summary());
		texts.put("tags", String.join("\n", draft.tags()));
		texts.put("state", draft.state().word());
		texts.put("publishAt", text(draft.publishAt()));
		texts.put("unpublishAt", text(more.unpublishAt()));
		texts.put("template", draft.template());
		texts.put("author", more.author());
		texts.put("cover", more.cover());
		texts.put("coverAlt", more.coverAlt());
		texts.put("pinned", (more.pinned()) ? "yes" : "");
		texts.put("hidden", (more.hidden()) ? "yes" : "");
		texts.put("position", (more.position() != 0) ? Integer.toString(more.position()) : "");
		more.fields().forEach((name, value) -> texts.put(FIELD + name, value));
		texts.values().removeIf(String::isEmpty);
		return texts;
	}

	static Draft draft(ContentKind kind, String title, String markdown, Map<String, String> texts) {
		String tags = texts.getOrDefault("tags", "");
		ContentState state = ContentState.of(texts.getOrDefault("state", "")).orElse(ContentState.DRAFT);
		return new Draft(Item.shownPath(kind, texts.getOrDefault("path", "")), title, texts.getOrDefault("summary", ""),
				markdown, texts.getOrDefault("template", ""), state, instant(texts.get("publishAt")),
				(tags.isEmpty()) ? List.of() : Arrays.asList(tags.split("\n")), details(texts));
	}

	private static ItemDetails details(Map<String, String> texts) {
		Map<String, String> fields = new LinkedHashMap<>();
		texts.forEach((name, value) -> {
			if (name.startsWith(FIELD)) {
				fields.put(name.substring(FIELD.length()), value);
			}
		});
		return new ItemDetails(texts.getOrDefault("author", ""), texts.getOrDefault("cover", ""),
				texts.getOrDefault("coverAlt", ""), texts.containsKey("pinned"), texts.containsKey("hidden"),
				Integer.parseInt(texts.getOrDefault("position", "0")), instant(texts.get("unpublishAt")), fields);
	}

	private static String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : "";
	}

	private static @Nullable Instant instant(@Nullable String text) {
		return (text != null) ? Instant.parse(text) : null;
	}

}
