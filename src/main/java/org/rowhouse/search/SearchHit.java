package org.rowhouse.search;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A page or post that was found.
 *
 * @param url where it is inside the site, with a slash in front
 * @param kind {@code page} or {@code post}
 * @param title its title
 * @param titleHtml its title as HTML, everything escaped, with the words that were found
 * in {@code <mark>}
 * @param excerptHtml where in its text they are, in the same way; else what it is about
 * @param publishAt when it was published
 */
public record SearchHit(String url, String kind, String title, String titleHtml, String excerptHtml,
		@Nullable Instant publishAt) {

}
