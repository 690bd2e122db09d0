/**
 * What visitors ask of each site and what comes of it, for 30 days: requests, errors,
 * bytes and times by the hour, and the requests that failed last.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "site")
package org.rowhouse.traffic;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
