/**
 * Sites, the addresses that lead to them, and the site that the current thread works for.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.rowhouse.site;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
