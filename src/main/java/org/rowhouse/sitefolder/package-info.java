/**
 * Reads sites/&lt;key&gt;/ folders into the database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "content", "theme" })
package org.rowhouse.sitefolder;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
