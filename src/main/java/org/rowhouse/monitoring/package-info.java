/**
 * Actuator endpoints and metrics for each site.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "cache", "search", "traffic" })
package org.rowhouse.monitoring;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
