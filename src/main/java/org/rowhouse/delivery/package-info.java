/**
 * The public web: a site's pages, posts, archives, feed and static files.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "content", "cache", "media", "search", "theme", "visitor" })
package org.rowhouse.delivery;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
