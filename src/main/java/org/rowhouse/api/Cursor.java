package org.rowhouse.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;

/**
 * A place in a list, as clients carry it from one answer to the next request: they need
 * not understand it. It tells where an order goes on, so that what is added or deleted in
 * the meantime neither repeats nor hides anything else.
 */
final class Cursor {

	/** Between the parts: no text of ours has it. */
	private static final char BORDER = '\0';

	private Cursor() {
	}

	/**
	 * Writes a place.
	 * @param text where it is in the order
	 * @param tie which one of those that are equal
	 */
	static String of(String text, String tie) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((tie + BORDER + text).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a place.
	 * @return it, or {@code null} for the beginning
	 * @throws InvalidInputException if it comes from nowhere
	 */
	static @Nullable Place read(String cursor) {
		if (cursor.isEmpty()) {
			return null;
		}
		try {
			String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			int border = text.indexOf(BORDER);
			if (border > 0) {
				return new Place(text.substring(border + 1), text.substring(0, border));
			}
		}
		catch (IllegalArgumentException ex) {
			// No Base64: the same as any other text that no answer had.
		}
		throw wrong();
	}

	static InvalidInputException wrong() {
		return new InvalidInputException("cursor",
				"Begin with an empty 'cursor', then send the 'next' of the last answer.");
	}

	/** Where it is, and which one there. */
	record Place(String text, String tie) {

		Instant time() {
			try {
				return Instant.parse(this.text);
			}
			catch (DateTimeParseException ex) {
				throw wrong();
			}
		}

		long number() {
			try {
				return Long.parseLong(this.tie);
			}
			catch (NumberFormatException ex) {
				throw wrong();
			}
		}

	}

}
