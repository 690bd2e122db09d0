package org.rowhouse.delivery;

/**
 * A page of a site as it would look with a design that nobody has saved.
 *
 * @param html the page; its links lead nowhere
 * @param contentSecurityPolicy the header it must be sent with, so that it can do nothing
 * where it is shown: no scripts, no forms, styles and pictures of the site alone
 */
public record SitePreview(String html, String contentSecurityPolicy) {

}
