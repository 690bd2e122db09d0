package org.rowhouse.site;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A change of a site or its content has been committed on this node. It may get lost when
 * the process ends just then; the site's version, which it raised, does not.
 *
 * @param siteId the number of the site, which may be gone by now
 * @param version the version that the change brought; 0 where nobody knows
 * @param items the numbers of the pages and posts that changed, if nothing else did;
 * {@code null} if it may be anything
 */
public record SiteChanged(long siteId, long version, @Nullable Set<Long> items) {

}
