package org.rowhouse.site;

/**
 * A site is gone for good; whatever is kept for it outside of the database can go, too.
 *
 * @param key the key that it had, which another site may have from now on
 */
public record SiteDeleted(String key) {

}
