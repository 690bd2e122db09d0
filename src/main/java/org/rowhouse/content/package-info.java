/**
 * Pages, posts, tags and menus of a site: written in Markdown, kept as clean HTML.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site" })
package org.rowhouse.content;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
