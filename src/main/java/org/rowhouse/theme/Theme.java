package org.rowhouse.theme;

/**
 * A look that sites can share.
 *
 * @param name the name of its folder
 * @param title for people
 * @param description for people; may be empty
 */
public record Theme(String name, String title, String description) {

}
