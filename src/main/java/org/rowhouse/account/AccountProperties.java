package org.rowhouse.account;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for signing in.
 *
 * @param password the password of the first administrator, {@code admin}, who is made
 * with it while there is none. Unset: a one-time link to make one is printed at start.
 */
@ConfigurationProperties("rowhouse.admin")
record AccountProperties(@Nullable String password) {

}
