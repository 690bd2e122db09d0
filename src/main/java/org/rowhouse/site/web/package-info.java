/**
 * Resolves each HTTP request to a site, or to the page that says that there is none.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site" })
package org.rowhouse.site.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
