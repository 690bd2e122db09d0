package org.rowhouse.site;

/**
 * One way to reach a site.
 *
 * @param pattern the host and path prefix
 * @param role what a request to it gets
 */
public record Address(AddressPattern pattern, AddressRole role) {

}
