package org.rowhouse.content;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.PlainText;

/**
 * A line of a site's menu.
 *
 * @param label what visitors read
 * @param path where it leads inside the site, with a slash in front; or a whole
 * {@code https} URL
 */
public record MenuEntry(String label, String path) {

	/** The longest label, in characters. */
	public static final int MAX_LABEL = 100;

	/** The longest path or URL, in characters. */
	public static final int MAX_PATH = 500;

	private static final Pattern PLACE = Pattern
		.compile("/(?!/)[^\\s\\\\\"<>]*|https://[^\\s\\\\\"<>/@]+(/[^\\s\\\\\"<>]*)?");

	/**
	 * Checks the label.
	 * @return what is wrong with it, or {@code null}
	 */
	public @Nullable String mistakeInLabel() {
		return (this.label.isBlank() || this.label.length() > MAX_LABEL || !PlainText.isPlain(this.label))
				? "A menu entry needs a label of at most " + MAX_LABEL + " characters." : null;
	}

	/**
	 * Checks the path.
	 * @return what is wrong with it, or {@code null}
	 */
	public @Nullable String mistakeInPath() {
		return (this.path.length() > MAX_PATH || !PLACE.matcher(this.path).matches())
				? "The path of a menu entry begins with one slash, such as /about; one that leads to another site "
						+ "begins with https://."
				: null;
	}

}
