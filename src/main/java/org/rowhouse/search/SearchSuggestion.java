package org.rowhouse.search;

/**
 * A page or post whose title begins with what is being typed.
 *
 * @param title its title
 * @param url where it is inside the site, with a slash in front
 * @param kind {@code page} or {@code post}
 */
public record SearchSuggestion(String title, String url, String kind) {

}
