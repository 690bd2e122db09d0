package org.rowhouse.sitefolder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.ItemDetails;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes a page or post as {@link ContentFile} reads it.
 */
final class ContentText {

	private static final Pattern BEGINS_WITH_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}-.+");

	private ContentText() {
	}

	/**
	 * Returns the name that the file should have.
	 * @param kind page or post
	 * @param draft the page or post
	 * @param zone the time zone of the site
	 * @return its path in the site folder, without {@code .md}
	 */
	static String name(ContentKind kind, Draft draft, ZoneId zone) {
		if (kind == ContentKind.PAGE) {
			return "content/" + draft.path() + ((sayable(kind, draft)) ? "" : "-page");
		}
		Instant publishAt = draft.publishAt();
		if (publishAt != null) {
			return "content/posts/" + LocalDate.ofInstant(publishAt, zone) + "-" + draft.path();
		}
		return "content/posts/" + ((sayable(kind, draft)) ? "" : "draft-") + draft.path();
	}

	/** Whether the name of a file can say the path. */
	static boolean sayable(ContentKind kind, Draft draft) {
		if (kind == ContentKind.PAGE) {
			return !draft.path().endsWith("/index");
		}
		return draft.publishAt() != null
				|| (!draft.path().equals("index") && !BEGINS_WITH_DATE.matcher(draft.path()).matches());
	}

	/**
	 * Writes a file.
	 * @param draft the page or post
	 * @param path what the file's name does not say; empty if it does
	 * @param zone the time zone of the site, in which dates are easier to read
	 * @return the text of the file
	 */
	static String write(Draft draft, String path, ZoneId zone) {
		YamlText head = new YamlText().text("title", draft.title())
			.text("path", path)
			.plain("date", date(draft.publishAt(), zone), Tag.TIMESTAMP)
			.text("state", (draft.state() == ContentState.PUBLISHED) ? "" : draft.state().word())
			.texts("tags", draft.tags())
			.text("template", draft.template())
			.text("summary", draft.summary());
		details(head, draft.details(), zone);
		return "---\n" + head + "---\n" + ((draft.markdown().isEmpty()) ? "" : "\n" + draft.markdown());
	}

	private static void details(YamlText head, ItemDetails details, ZoneId zone) {
		head.text("author", details.author())
			.text("cover", details.cover())
			.text("coverAlt", details.coverAlt())
			.plain("pinned", (details.pinned()) ? "true" : "", Tag.BOOL)
			.plain("hidden", (details.hidden()) ? "true" : "", Tag.BOOL)
			.plain("order", (details.position() != 0) ? String.valueOf(details.position()) : "", Tag.INT)
			.plain("unpublish", date(details.unpublishAt(), zone), Tag.TIMESTAMP)
			.map("fields", details.fields());
	}

	/** Exact, whatever the time zone of the site becomes. Some old zones have seconds. */
	private static String date(@Nullable Instant instant, ZoneId zone) {
		if (instant == null) {
			return "";
		}
		OffsetDateTime there = instant.atZone(zone).toOffsetDateTime();
		boolean usual = there.getOffset().getTotalSeconds() % 60 == 0;
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((usual) ? there : instant.atOffset(ZoneOffset.UTC));
	}

}
