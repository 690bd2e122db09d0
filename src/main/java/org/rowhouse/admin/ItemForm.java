package org.rowhouse.admin;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.Tag;
import org.rowhouse.site.InvalidInputException;

import org.springframework.util.MultiValueMap;

/**
 * What is typed into the form of a page or post, as it was typed. Times are the site's.
 * What a request does not say anything about stays as it is saved.
 *
 * @param texts what was typed, by the names of fields; those of the theme begin with
 * {@code fields.}
 */
record ItemForm(Map<String, String> texts) {

	static final String FIELD = "fields.";

	/** Stands beside a check box, which a browser leaves out when it is not checked. */
	private static final String CHECK_BOX = "checkbox.";

	private static final String YES = "yes";

	private static final Set<String> NAMES = Set.of("token", "version", "title", "path", "summary", "tags", "markdown",
			"publishAt", "publishAtOffset", "unpublishAt", "unpublishAtOffset", "template", "author", "cover",
			"coverAlt", "pinned", "hidden");

	static ItemForm empty(String token) {
		return new ItemForm(Map.of("token", token, "version", "0"));
	}

	static ItemForm of(MultiValueMap<String, String> posted) {
		Map<String, String> texts = new LinkedHashMap<>();
		posted.keySet().forEach((name) -> {
			if (name.startsWith(CHECK_BOX)) {
				texts.putIfAbsent(name.substring(CHECK_BOX.length()), "no");
			}
			else if (NAMES.contains(name) || name.startsWith(FIELD)) {
				texts.put(name, Texts.of(posted.getFirst(name)).replace("\r\n", "\n"));
			}
		});
		return new ItemForm(texts);
	}

	static ItemForm of(Autosave kept) {
		Map<String, String> texts = new LinkedHashMap<>(kept.fields());
		texts.put("markdown", kept.markdown());
		texts.put("version", Long.toString(kept.version()));
		return new ItemForm(texts);
	}

	static ItemForm of(Item item, ZoneId zone) {
		return of(item.toDraft(), item.version(), zone);
	}

	static ItemForm of(Draft draft, long version, ZoneId zone) {
		ItemDetails details = draft.details();
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("version", Long.toString(version));
		texts.put("title", draft.title());
		texts.put("path", draft.path());
		texts.put("summary", draft.summary());
		texts.put("tags", String.join(", ", draft.tags()));
		texts.put("markdown", draft.markdown());
		texts.put("publishAt", LocalTimes.typed(draft.publishAt(), zone));
		texts.put("publishAtOffset", LocalTimes.offset(draft.publishAt(), zone));
		texts.put("unpublishAt", LocalTimes.typed(details.unpublishAt(), zone));
		texts.put("unpublishAtOffset", LocalTimes.offset(details.unpublishAt(), zone));
		texts.put("template", draft.template());
		texts.put("author", details.author());
		texts.put("cover", details.cover());
		texts.put("coverAlt", details.coverAlt());
		texts.put("pinned", (details.pinned()) ? YES : "no");
		texts.put("hidden", (details.hidden()) ? YES : "no");
		details.fields().forEach((name, value) -> texts.put(FIELD + name, value));
		return new ItemForm(texts);
	}

	/** The same as part of another version, or with another name. */
	ItemForm with(String name, String text) {
		Map<String, String> changed = new LinkedHashMap<>(this.texts);
		changed.put(name, text);
		return new ItemForm(changed);
	}

	/**
	 * The form as its template reads it: each field has a text, and the item a number.
	 */
	Map<String, @Nullable Object> shown(@Nullable Long id) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		NAMES.forEach((name) -> shown.put(name, text(name)));
		shown.put("id", id);
		return shown;
	}

	String text(String name) {
		return this.texts.getOrDefault(name, "");
	}

	boolean isChecked(String name) {
		return text(name).equals(YES);
	}

	String field(String name) {
		return text(FIELD + name);
	}

	/** The version that was read; nothing if the request does not say. */
	@Nullable Long version() {
		String version = text("version");
		return (version.matches("[1-9][0-9]{0,17}")) ? Long.valueOf(version) : null;
	}

	/** What an autosave keeps beside the text. */
	Map<String, String> others() {
		Map<String, String> others = new LinkedHashMap<>(this.texts);
		others.remove("markdown");
		others.remove("version");
		return others;
	}

	/**
	 * Makes a draft.
	 * @param kind page or post
	 * @param state what it is to become
	 * @param existing what is there, or {@code null}
	 * @param zone the site's time zone
	 * @param errors gets a message for each time that is none; it stays as it is then
	 */
	Draft toDraft(ContentKind kind, ContentState state, @Nullable Item existing, ZoneId zone,
			Map<String, String> errors) {
		Draft present = (existing != null) ? existing.toDraft()
				: new Draft("", "", "", "", "", ContentState.DRAFT, null, List.of());
		ItemDetails was = present.details();
		ItemDetails details = new ItemDetails(or("author", was.author()), or("cover", was.cover()),
				or("coverAlt", was.coverAlt()), flag("pinned", was.pinned()), flag("hidden", was.hidden()),
				was.position(), time("unpublishAt", was.unpublishAt(), zone, errors), fields(was.fields()));
		return new Draft(or("path", present.path()), or("title", present.title()), or("summary", present.summary()),
				or("markdown", present.markdown()), or("template", present.template()), state,
				time("publishAt", present.publishAt(), zone, errors), tags(kind, existing), details);
	}

	private String or(String name, String present) {
		return this.texts.getOrDefault(name, present);
	}

	private boolean flag(String name, boolean present) {
		return (this.texts.containsKey(name)) ? isChecked(name) : present;
	}

	private List<String> tags(ContentKind kind, @Nullable Item existing) {
		String present = (existing != null) ? existing.tags().stream().map(Tag::name).collect(Collectors.joining(", "))
				: "";
		return (kind == ContentKind.POST) ? Arrays.asList(or("tags", present).split(",")) : List.of();
	}

	private @Nullable Instant time(String name, @Nullable Instant present, ZoneId zone, Map<String, String> errors) {
		if (!this.texts.containsKey(name)) {
			return present;
		}
		try {
			return LocalTimes.read(name, text(name), text(name + "Offset"), zone, present);
		}
		catch (InvalidInputException ex) {
			errors.putAll(ex.errors());
			return present;
		}
	}

	/**
	 * Of fields that the theme does not declare (any more) there is nothing in the form.
	 */
	private Map<String, String> fields(Map<String, String> present) {
		Map<String, String> fields = new LinkedHashMap<>(present);
		this.texts.forEach((name, value) -> {
			if (name.startsWith(FIELD)) {
				fields.put(name.substring(FIELD.length()), value);
			}
		});
		return fields;
	}

}
