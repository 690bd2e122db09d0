package org.rowhouse.audit;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did.
 *
 * @param id its number; later ones have higher ones
 * @param happenedAt when
 * @param username who, by the name they sign in with; empty for the process itself
 * @param address where the request came from; empty where there was none
 * @param site the key of the site; {@code null} for the platform
 * @param action what was done, such as {@code page.published}
 * @param subject what it was done to
 * @param before what it was, as far as it changed
 * @param after what it is since then, as far as it changed
 */
public record AuditEntry(long id, Instant happenedAt, String username, String address, @Nullable String site,
		String action, String subject, Map<String, String> before, Map<String, String> after) {

}
