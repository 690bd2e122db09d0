package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.media.MediaDetails;
import org.rowhouse.media.MediaItem;
import org.rowhouse.site.InvalidInputException;

/**
 * What somebody typed about a file.
 */
record MediaForm(@Nullable String alt, @Nullable String decorative, @Nullable String title, @Nullable String caption,
		@Nullable String folder, @Nullable String focalX, @Nullable String focalY) {

	static MediaForm of(MediaItem item) {
		return new MediaForm(item.alt(), (item.decorative()) ? "on" : null, item.title(), item.caption(), item.folder(),
				Integer.toString(item.focalX()), Integer.toString(item.focalY()));
	}

	/**
	 * Reads the form.
	 * @return details
	 * @throws InvalidInputException if a number is none
	 */
	MediaDetails toDetails() {
		Map<String, String> errors = new LinkedHashMap<>();
		MediaDetails details = new MediaDetails(Texts.of(this.folder), Texts.of(this.alt), this.decorative != null,
				Texts.of(this.title), Texts.of(this.caption), percent(errors, "focalX", this.focalX),
				percent(errors, "focalY", this.focalY));
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return details;
	}

	private static int percent(Map<String, String> errors, String field, @Nullable String typed) {
		String text = Texts.of(typed).strip();
		try {
			return (text.isEmpty()) ? 50 : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			errors.put(field, "Write a whole number from 0 to 100.");
			return 50;
		}
	}

}
