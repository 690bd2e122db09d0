package org.rowhouse.content;

/**
 * A word that posts of one site have in common.
 *
 * @param slug its form in URLs
 * @param name its form for readers
 */
public record Tag(String slug, String name) {

}
