package org.rowhouse.content;

import java.time.Year;

import org.jspecify.annotations.Nullable;

/**
 * Which items a list shows. What is empty or {@code null} leaves nothing out.
 *
 * @param text what title or path must contain, without regard to case and accents
 * @param state the state they must have
 * @param tag the name or slug of a tag that they must have
 * @param author the name or slug of their author
 * @param year the year, in the time zone of the site, of their date
 */
public record ListFilter(String text, @Nullable ContentState state, String tag, String author, @Nullable Year year) {

	/** Leaves nothing out. */
	public static final ListFilter NONE = new ListFilter("", null, "", "", null);

	/**
	 * Tells whether the list shows everything.
	 * @return whether nothing is left out
	 */
	public boolean isEmpty() {
		return this.text.isBlank() && this.state == null && this.tag.isBlank() && this.author.isBlank()
				&& this.year == null;
	}

}
