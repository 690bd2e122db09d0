/**
 * Who changed what, on which site, when, and from where.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site" })
package org.rowhouse.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
