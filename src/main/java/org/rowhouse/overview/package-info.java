/**
 * What a list of sites shows of each: its traffic, its storage, what was published last,
 * and how it is doing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "traffic" })
package org.rowhouse.overview;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
