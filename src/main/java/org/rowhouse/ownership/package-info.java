/**
 * Proof that a domain belongs to whoever adds it to a site, where the operator wants one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "site")
package org.rowhouse.ownership;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
