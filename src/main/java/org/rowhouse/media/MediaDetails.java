package org.rowhouse.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PlainText;

/**
 * What people say about a file.
 *
 * @param folder where it is in the library; empty for the top
 * @param alt what is read to people who cannot see a picture
 * @param decorative whether a picture says nothing and needs no such text
 * @param title what it is called in the library
 * @param caption what can stand below it
 * @param focalX the focal point's distance from the left in percent
 * @param focalY the focal point's distance from the top in percent
 */
public record MediaDetails(String folder, String alt, boolean decorative, String title, String caption, int focalX,
		int focalY) {

	/** What nobody has said anything about yet. */
	public static final MediaDetails NONE = new MediaDetails("", "", false, "", "", 50, 50);

	private static final Pattern FOLDER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M} ._-]*");

	private static final int MAX_FOLDER = 200;

	/**
	 * Returns what is said about a file now.
	 * @param item the file
	 * @return its details
	 */
	public static MediaDetails of(MediaItem item) {
		return new MediaDetails(item.folder(), item.alt(), item.decorative(), item.title(), item.caption(),
				item.focalX(), item.focalY());
	}

	/**
	 * Returns the same in another folder.
	 * @param other a folder
	 * @return details
	 */
	public MediaDetails in(String other) {
		return new MediaDetails(other, this.alt, this.decorative, this.title, this.caption, this.focalX, this.focalY);
	}

	/**
	 * Returns the same with another alternative text.
	 * @param text a text
	 * @return details
	 */
	public MediaDetails withAlt(String text) {
		return new MediaDetails(this.folder, text, this.decorative, this.title, this.caption, this.focalX, this.focalY);
	}

	/**
	 * Checks and tidies what was typed.
	 * @return details that can be kept
	 * @throws InvalidInputException if something is wrong, by the names of the fields
	 */
	MediaDetails valid() {
		Map<String, String> errors = new LinkedHashMap<>();
		String tidyFolder = folder(errors);
		String tidyAlt = line(errors, "alt", this.alt, 500);
		String tidyTitle = line(errors, "title", this.title, 200);
		String tidyCaption = line(errors, "caption", this.caption, 1000);
		checkPercent(errors, "focalX", this.focalX);
		checkPercent(errors, "focalY", this.focalY);
		if (this.decorative && !tidyAlt.isEmpty()) {
			errors.put("alt",
					"A decorative picture has no text. Take the text away, or say that it is not decorative.");
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return new MediaDetails(tidyFolder, tidyAlt, this.decorative, tidyTitle, tidyCaption, this.focalX, this.focalY);
	}

	private String folder(Map<String, String> errors) {
		StringBuilder path = new StringBuilder();
		for (String segment : this.folder.split("/", -1)) {
			String name = segment.strip();
			if (name.isEmpty()) {
				continue;
			}
			if (!FOLDER.matcher(name).matches()) {
				errors.put("folder", "A folder's name begins with a letter or digit and has letters, digits, spaces, "
						+ "dots and hyphens; a slash stands between two, as in team/2026.");
			}
			path.append((path.isEmpty()) ? "" : "/").append(name);
		}
		if (path.length() > MAX_FOLDER) {
			errors.put("folder", "At most " + MAX_FOLDER + " characters.");
		}
		return path.toString();
	}

	private static String line(Map<String, String> errors, String field, String typed, int max) {
		String text = typed.strip().replaceAll("\\s+", " ");
		if (text.length() > max) {
			errors.put(field, "At most " + max + " characters; these are " + text.length() + ".");
		}
		else if (!PlainText.isPlain(text)) {
			errors.put(field, "The text holds a control character or half a character. Remove it.");
		}
		return text;
	}

	private static void checkPercent(Map<String, String> errors, String field, int percent) {
		if (percent < 0 || percent > 100) {
			errors.put(field, "Between 0 and 100 percent.");
		}
	}

}
