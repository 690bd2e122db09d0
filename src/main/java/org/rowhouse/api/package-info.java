/**
 * The REST API, on the admin host under /api.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "site", "account", "content", "media", "ownership", "sitefolder", "audit",
		"job", "mail", "traffic", "overview", "visitor" })
package org.rowhouse.api;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
