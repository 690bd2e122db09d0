package org.rowhouse.site;

/**
 * What was read of a site folder must be read again, although no file has changed.
 *
 * @param key the site's key
 */
public record FolderOutdated(String key) {

}
