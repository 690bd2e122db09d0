package org.rowhouse.site;

import org.jspecify.annotations.Nullable;

/**
 * An address that is taken.
 *
 * @param host the key of its host pattern
 * @param path its path prefix
 * @param siteKey the key of the site that has it; {@code null} if the platform has it
 */
record AddressHolder(String host, String path, @Nullable String siteKey) {

}
