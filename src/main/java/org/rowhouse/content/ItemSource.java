package org.rowhouse.content;

import org.jspecify.annotations.Nullable;

/**
 * Where an item is and where it comes from.
 *
 * @param id its number
 * @param kind page or post
 * @param path its path or slug
 * @param title its title
 * @param source its file inside the site's folder, or {@code null}
 * @param digest what was last read of that file, or {@code null}
 * @param originSiteId the number of the site that shares it, or {@code null}
 * @param originItemId its number there, or {@code null}
 */
record ItemSource(long id, ContentKind kind, String path, String title, @Nullable String source,
		@Nullable String digest, @Nullable Long originSiteId, @Nullable Long originItemId) {

}
