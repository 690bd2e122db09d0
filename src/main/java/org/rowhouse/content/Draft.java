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
 * @param state draft or published
 * @param publishAt from when on visitors see it; {@code null} means from the moment of
 * publishing
 * @param tags names of tags; a page has none
 */
public record Draft(String path, String title, String summary, String markdown, String template, ContentState state,
		@Nullable Instant publishAt, List<String> tags) {

}
