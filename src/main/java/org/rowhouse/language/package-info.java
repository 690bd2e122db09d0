/**
 * The languages of the admin UI and of mails: catalogues of texts, and how they get into
 * templates.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.rowhouse.language;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
