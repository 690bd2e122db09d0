/**
 * The search of every site: an index of what is published, made of the database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "content" })
package org.rowhouse.search;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
