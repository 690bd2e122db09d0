package org.rowhouse.site;

/**
 * A site, and the address that led to it.
 *
 * @param site the site
 * @param address one of its addresses
 */
public record Route(Site site, Address address) {

}
