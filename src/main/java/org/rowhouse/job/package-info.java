/**
 * Work on sites that is done in the background, step by step, and kept in the database:
 * copies of sites, and changes of many at once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "site" })
package org.rowhouse.job;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
