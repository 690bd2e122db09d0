package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an item said after it was saved, as it stands in a list.
 *
 * @param number the version of the item
 * @param at when it was saved
 * @param by who saved it; empty if nobody who signed in
 * @param action what they did
 * @param restoredFrom the number of the one that it repeats, or {@code null}
 * @param title the title of the item
 */
public record Revision(long number, Instant at, String by, RevisionAction action, @Nullable Long restoredFrom,
		String title) {

}
