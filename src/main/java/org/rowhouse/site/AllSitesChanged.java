package org.rowhouse.site;

/**
 * What holds for all sites has changed, and with it the version of each.
 */
public record AllSitesChanged() {

}
