/**
 * Template engines, static files and error pages, looked up in the site, its theme, the
 * jar.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site" })
package org.rowhouse.theme;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
