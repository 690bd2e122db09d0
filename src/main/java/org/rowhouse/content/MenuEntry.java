package org.rowhouse.content;

/**
 * A line of a site's menu.
 *
 * @param label what visitors read
 * @param path where it leads inside the site, with a slash in front
 */
public record MenuEntry(String label, String path) {

}
