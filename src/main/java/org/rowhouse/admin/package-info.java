/**
 * The admin user interface, on its own host.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "content", "media", "theme", "delivery", "cache", "account", "audit",
		"ownership", "sitefolder", "job", "mail", "traffic", "overview", "visitor", "language" })
package org.rowhouse.admin;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
