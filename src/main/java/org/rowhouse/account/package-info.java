/**
 * People who may sign in, how they do it, and who may reach what.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "language", "mail", "site" })
package org.rowhouse.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
