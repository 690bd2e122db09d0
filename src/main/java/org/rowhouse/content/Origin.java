package org.rowhouse.content;

/**
 * The item of another site that an item repeats. Search engines are told that one.
 *
 * @param siteId the number of the site it belongs to
 * @param itemId its number there
 * @param path where it is on that site, with a slash in front
 */
public record Origin(long siteId, long itemId, String path) {

}
