package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A page or post as it stands in a list: without its text.
 *
 * @param id its number
 * @param kind page or post
 * @param path of a page its path, of a post its slug
 * @param title its title
 * @param excerpt what it is about, plain text
 * @param state where it is on its way to visitors
 * @param publishAt from when on visitors see it once published
 * @param source the file it comes from, or {@code null}
 * @param updatedAt when it was last saved
 * @param author who is named as its author; may be empty
 * @param cover the path of a picture that stands for it; may be empty
 * @param coverAlt what the picture shows
 * @param pinned whether it stands before newer posts
 * @param hidden whether menus leave it out
 * @param position among the pages right below the same one
 */
public record ItemSummary(long id, ContentKind kind, String path, String title, String excerpt, ContentState state,
		@Nullable Instant publishAt, @Nullable String source, Instant updatedAt, String author, String cover,
		String coverAlt, boolean pinned, boolean hidden, int position) {

	/**
	 * Returns where visitors find it.
	 * @return the path inside the site, with a slash in front
	 */
	public String url() {
		return Item.url(this.kind, this.path);
	}

}
