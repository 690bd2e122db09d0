package org.rowhouse.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote, to be saved as a page or post.
 *
 * @param path of a page its path, of a post its slug
 * @param title its title
 * @param summary to sum it up; may be empty
 * @param markdown its text
 * @param template the template that shows it, or the empty string
 * @param state what it is to be; published with a later time means scheduled
 * @param publishAt from when on visitors see it; {@code null} means from the moment of
 * publishing
 * @param tags names of tags; a page has none
 * @param details what it has beside its text
 */
public record Draft(String path, String title, String summary, String markdown, String template, ContentState state,
		@Nullable Instant publishAt, List<String> tags, ItemDetails details) {

	/**
	 * Makes a draft that has nothing but its text.
	 * @param path of a page its path, of a post its slug
	 * @param title its title
	 * @param summary to sum it up; may be empty
	 * @param markdown its text
	 * @param template the template that shows it, or the empty string
	 * @param state what it is to be
	 * @param publishAt from when on visitors see it, or {@code null}
	 * @param tags names of tags
	 */
	public Draft(String path, String title, String summary, String markdown, String template, ContentState state,
			@Nullable Instant publishAt, List<String> tags) {
		this(path, title, summary, markdown, template, state, publishAt, tags, ItemDetails.NONE);
	}

	/**
	 * Returns the same with other details.
	 * @param others what it has beside its text
	 * @return a draft
	 */
	public Draft with(ItemDetails others) {
		return new Draft(this.path, this.title, this.summary, this.markdown, this.template, this.state, this.publishAt,
				this.tags, others);
	}

}
