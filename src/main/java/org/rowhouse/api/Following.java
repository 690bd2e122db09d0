package org.rowhouse.api;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is read with a {@linkplain Cursor cursor}.
 *
 * @param content what is listed
 * @param next the cursor for more; {@code null} if this is the end
 * @param <T> what is listed
 */
record Following<T>(List<T> content, @Nullable String next) {

}
