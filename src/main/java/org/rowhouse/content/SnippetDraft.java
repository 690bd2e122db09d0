package org.rowhouse.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.rowhouse.site.InvalidInputException;

/**
 * What somebody wrote, to be saved as a snippet.
 *
 * @param name what pages call it, such as {@code opening-hours}
 * @param title what its editors call it; empty: the name
 * @param markdown its text
 */
public record SnippetDraft(String name, String title, String markdown) {

	/** The longest text of a snippet, in characters. */
	public static final int MAX_MARKDOWN = 20_000;

	static final int MAX_HTML = 200_000;

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	private static final int MAX_TITLE = 200;

	/**
	 * Checks it and trims its texts.
	 * @return the draft as it is to be saved
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	SnippetDraft validate() {
		Map<String, String> errors = new LinkedHashMap<>();
		String trimmed = this.name.strip();
		if (!NAME.matcher(trimmed).matches()) {
			errors.put("name",
					"A snippet's name has 1 to 63 lower case letters, digits and hyphens, such as opening-hours.");
		}
		String shown = (this.title.isBlank()) ? trimmed : this.title.strip();
		DraftValidator.checkLength(errors, "title", shown, MAX_TITLE);
		String text = DraftValidator.normalize(this.markdown);
		DraftValidator.checkLength(errors, "markdown", text, MAX_MARKDOWN);
		if (text.isEmpty()) {
			errors.put("markdown", "Write what pages are to show.");
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return new SnippetDraft(trimmed, shown, text);
	}

	/**
	 * Renders the text.
	 * @param renderer what does it
	 * @return clean HTML
	 * @throws InvalidInputException at {@code markdown}, if it becomes too long
	 */
	String html(Markdown renderer) {
		String html = renderer.render(this.markdown).html();
		if (html.length() > MAX_HTML) {
			throw new InvalidInputException("markdown", "The text becomes too long as HTML. Make it shorter.");
		}
		return html;
	}

}
