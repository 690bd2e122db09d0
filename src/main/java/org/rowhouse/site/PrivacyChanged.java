package org.rowhouse.site;

/**
 * The private branches of the bound site change. Published inside the transaction that
 * changes them.
 *
 * @param siteId the number of the site
 */
public record PrivacyChanged(long siteId) {

}
