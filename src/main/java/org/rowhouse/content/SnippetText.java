package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A snippet: a text that pages show by its name.
 *
 * @param name what pages call it
 * @param title what its editors call it
 * @param markdown its text
 * @param html its text as clean HTML
 * @param version a number that every save raises
 * @param source the file it comes from, or {@code null}
 * @param updatedAt when it was last saved
 * @param updatedBy who saved it; empty if nobody who signed in
 */
public record SnippetText(String name, String title, String markdown, String html, long version,
		@Nullable String source, Instant updatedAt, String updatedBy) {

}
