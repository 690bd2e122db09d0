package org.rowhouse.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.content.Tag;
import org.rowhouse.site.InvalidInputException;

/**
 * What is typed into a page or post. Times are the site's.
 */
record ItemForm(@Nullable Long id, @Nullable String title, @Nullable String path, @Nullable String summary,
		@Nullable String tags, @Nullable String markdown, @Nullable String publishAt) {

	private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

	static ItemForm empty() {
		return new ItemForm(null, "", "", "", "", "", "");
	}

	static ItemForm of(Item item, ZoneId zone) {
		return new ItemForm(item.id(), item.title(), AdminModels.shownPath(item.kind(), item.path()), item.summary(),
				item.tags().stream().map(Tag::name).collect(Collectors.joining(", ")), item.markdown(),
				(item.publishAt() != null) ? LOCAL.format(item.publishAt().atZone(zone)) : "");
	}

	/**
	 * Makes a draft.
	 * @param kind page or post
	 * @param state what it is to become
	 * @param existing what is there, for what the form does not show
	 * @param zone the site's time zone
	 */
	Draft toDraft(ContentKind kind, ContentState state, @Nullable Item existing, ZoneId zone) {
		String[] names = (kind == ContentKind.POST) ? Texts.of(this.tags).split(",") : new String[0];
		Instant at = (kind == ContentKind.POST) ? publishAt(existing, zone)
				: (existing != null) ? existing.publishAt() : null;
		return new Draft(Texts.of(this.path), Texts.of(this.title), Texts.of(this.summary),
				Texts.of(this.markdown).replace("\r\n", "\n"), (existing != null) ? existing.template() : "", state, at,
				Arrays.asList(names), (existing != null) ? existing.details() : ItemDetails.NONE);
	}

	/**
	 * The form shows minutes; seconds that were there stay when nobody touched the field.
	 */
	private @Nullable Instant publishAt(@Nullable Item existing, ZoneId zone) {
		String typed = Texts.of(this.publishAt).strip();
		if (typed.isEmpty()) {
			return null;
		}
		if (existing != null && existing.publishAt() != null
				&& typed.equals(LOCAL.format(existing.publishAt().atZone(zone)))) {
			return existing.publishAt();
		}
		try {
			return LocalDateTime.parse(typed).atZone(zone).toInstant();
		}
		catch (DateTimeException ex) {
			throw new InvalidInputException("publishAt", "Write date and time such as 2026-11-20T09:30.");
		}
	}

}
