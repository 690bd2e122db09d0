package org.rowhouse.admin;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a site as the admin UI shows it.
 *
 * @param label its name for people
 * @param value what holds, for people; may be empty
 * @param locked whether a file declares it, so that it is changed there
 * @param origin where the value comes from: a file's name, {@code set here} or
 * {@code built in}; {@code null} for a site that is not there yet
 * @param note the same as a sentence, with the default where another value holds
 * @param fallback what holds if nothing is set here, for people; may be empty
 * @param choice the words for leaving it to the default
 */
record SettingView(String label, String value, boolean locked, @Nullable String origin, @Nullable String note,
		String fallback, String choice) {

}
