/**
 * Who may read the private branches of a site: shared passwords, named visitors, and the
 * door that asks for them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "account" })
package org.rowhouse.visitor;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
