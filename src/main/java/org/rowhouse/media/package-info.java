/**
 * Pictures, recordings, films and documents of sites: what they are, how they are cleaned
 * and where their bytes are kept.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "site")
package org.rowhouse.media;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
