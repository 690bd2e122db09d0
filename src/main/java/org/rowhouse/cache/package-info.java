/**
 * Keeps what was made for visitors, answers with it without making it again, and tells
 * caches on the way how long they may keep it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "theme", "visitor" })
package org.rowhouse.cache;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
