package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A page as it stands in the tree of pages.
 *
 * @param id its number
 * @param path its path; empty for the home page
 * @param title its title
 * @param state where it is on its way to visitors
 * @param publishAt from when on visitors see it once published
 * @param source the file it comes from, or {@code null}
 * @param updatedAt when it was last saved
 * @param hidden whether menus leave it out
 * @param position among its siblings; lower numbers come first
 * @param version a number that every save raises
 * @param originSiteId the number of the site that shares it, or {@code null}
 */
public record PageRow(long id, String path, String title, ContentState state, @Nullable Instant publishAt,
		@Nullable String source, Instant updatedAt, boolean hidden, int position, long version,
		@Nullable Long originSiteId) {

	/**
	 * Returns the last name of the path.
	 * @return such as {@code team} of {@code about/team}
	 */
	public String name() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

}
