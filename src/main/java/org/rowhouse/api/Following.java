package org.rowhouse.api;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is read with a {@linkplain Cursor cursor}.
 *
 * @param content what is listed
 * @param next the cursor for more; {@code null} if this is the end
 * @param <T> what is listed
 */
record Following<T>(List<T> content, @Nullable String next) {

	/**
	 * Makes a part out of what was found for it and one more.
	 * @param found at most {@code size} and one more, which tells that there is more
	 * @param size how many the part has
	 * @param body makes of each what is listed
	 * @param cursor makes the place behind one
	 * @param <F> what was found
	 * @param <T> what is listed
	 */
	static <F, T> Following<T> of(List<F> found, int size, Function<F, T> body, Function<F, String> cursor) {
		List<T> shown = found.stream().limit(size).map(body).toList();
		return new Following<>(shown, (found.size() > size) ? cursor.apply(found.get(size - 1)) : null);
	}

}
