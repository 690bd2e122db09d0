package org.rowhouse.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A published page or post as plain text, to be searched.
 *
 * @param id its number
 * @param stamp stands for what can be searched of it, as in {@link PublishedTexts.Stamp}
 * @param kind page or post
 * @param url where it is inside the site, with a slash in front
 * @param title its title
 * @param about what its author says that it is about; may be empty
 * @param excerpt the same, or its beginning
 * @param text all of its text without markup
 * @param tags the names of its tags
 * @param publishAt when it was published
 */
public record PublishedText(long id, long stamp, ContentKind kind, String url, String title, String about,
		String excerpt, String text, List<String> tags, @Nullable Instant publishAt) {

}
