package org.rowhouse.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page or post of the bound site, whole.
 *
 * @param id its number
 * @param kind page or post
 * @param path of a page its path without a slash at either end, of a post its slug
 * @param title its title
 * @param summary what its author wrote to sum it up; may be empty
 * @param excerpt the summary, or the beginning of the text; plain text
 * @param markdown its text
 * @param html its text as clean HTML
 * @param template the template that shows it, or the empty string for the usual one
 * @param state draft or published
 * @param publishAt from when on visitors see it once published
 * @param tags its tags by name
 * @param source the file it comes from, or {@code null}
 * @param updatedAt when it was last saved
 */
public record Item(long id, ContentKind kind, String path, String title, String summary, String excerpt,
		String markdown, String html, String template, ContentState state, @Nullable Instant publishAt, List<Tag> tags,
		@Nullable String source, Instant updatedAt) {

	/**
	 * Returns where visitors find it.
	 * @return the path inside the site, with a slash in front
	 */
	public String url() {
		return Item.url(this.kind, this.path);
	}

	static String url(ContentKind kind, String path) {
		return (kind == ContentKind.POST) ? "/posts/" + path : "/" + path;
	}

}
