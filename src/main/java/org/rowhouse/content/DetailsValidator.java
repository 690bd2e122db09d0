package org.rowhouse.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks what an item has beside its text.
 */
final class DetailsValidator {

	private static final Pattern COVER = Pattern.compile("(/(?!/)[^\\s\"'<>\\\\]*)?");

	private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,62}");

	private static final int MAX_AUTHOR = 100;

	private static final int MAX_COVER = 500;

	private static final int MAX_ALT = 300;

	private static final int MAX_FIELDS = 20_000;

	private static final int MAX_FIELD_COUNT = 100;

	private static final int MAX_POSITION = 1_000_000;

	private DetailsValidator() {
	}

	/**
	 * Checks the details of a draft and trims its texts.
	 * @param kind page or post
	 * @param draft what was written
	 * @param errors gets a message for each field that is wrong
	 * @return the details as they are to be saved
	 */
	static ItemDetails validate(ContentKind kind, Draft draft, Map<String, String> errors) {
		ItemDetails typed = draft.details();
		String author = typed.author().strip();
		DraftValidator.checkLength(errors, "author", author, MAX_AUTHOR);
		if (!author.isEmpty() && Slugs.of(author).isEmpty()) {
			errors.putIfAbsent("author", "An author's name has a letter or digit.");
		}
		String cover = typed.cover().strip();
		if (cover.length() > MAX_COVER || !COVER.matcher(cover).matches()) {
			errors.put("cover", "The cover is a picture of this site, such as /media/door.jpg.");
		}
		String alt = typed.coverAlt().strip();
		DraftValidator.checkLength(errors, "coverAlt", alt, MAX_ALT);
		if (typed.pinned() && kind == ContentKind.PAGE) {
			errors.put("pinned", "Only posts can be pinned.");
		}
		if (typed.hidden() && kind == ContentKind.POST) {
			errors.put("hidden", "Only pages are in menus, so only pages can be hidden from them.");
		}
		if (typed.position() < -MAX_POSITION || typed.position() > MAX_POSITION) {
			errors.put("position", "The position is a whole number between -1000000 and 1000000.");
		}
		return new ItemDetails(author, cover, alt, typed.pinned(), typed.hidden(), typed.position(),
				unpublishAt(draft, errors), fields(typed.fields(), errors));
	}

	private static @Nullable Instant unpublishAt(Draft draft, Map<String, String> errors) {
		Instant until = draft.details().unpublishAt();
		if (until == null) {
			return null;
		}
		Instant from = draft.publishAt();
		if (until.isBefore(DraftValidator.EARLIEST) || until.isAfter(DraftValidator.LATEST)) {
			errors.put("unpublishAt", "Choose a date between the years 1000 and 9999.");
		}
		else if (from != null && !until.isAfter(from)) {
			errors.put("unpublishAt", "It would be taken back before it is published. Choose a later time.");
		}
		return until.truncatedTo(ChronoUnit.MICROS);
	}

	/** Fields without a text are not kept. */
	private static Map<String, String> fields(Map<String, String> typed, Map<String, String> errors) {
		Map<String, String> fields = new TreeMap<>();
		int length = 0;
		for (Map.Entry<String, String> field : typed.entrySet()) {
			String text = field.getValue().replace("\r\n", "\n").strip();
			if (!FIELD.matcher(field.getKey()).matches()) {
				errors.put("fields", "A field's name begins with a small letter and has letters and digits.");
			}
			DraftValidator.checkLength(errors, "fields." + field.getKey(), text, MAX_FIELDS);
			length += text.length();
			if (!text.isEmpty()) {
				fields.put(field.getKey(), text);
			}
		}
		if (fields.size() > MAX_FIELD_COUNT) {
			errors.put("fields", "At most " + MAX_FIELD_COUNT + " fields.");
		}
		if (length > MAX_FIELDS) {
			errors.put("fields", "All fields together have at most " + MAX_FIELDS + " characters.");
		}
		return fields;
	}

}
