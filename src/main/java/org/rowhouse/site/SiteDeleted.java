package org.rowhouse.site;

/**
 * A site is gone for good; whatever is kept for it outside of the database can go, too.
 *
 * @param id the number that it had, which no site has again
 * @param key the key that it had, which another site may have from now on
 */
public record SiteDeleted(long id, String key) {

}
