/**
 * What keeps the start short, and notices when what was prepared for it no longer holds.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.rowhouse.startup;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
