/**
 * Mails to people: what they say, the queue in which they wait, and the server that takes
 * them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "site")
package org.rowhouse.mail;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
