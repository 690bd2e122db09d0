package org.rowhouse.admin;

/**
 * Something that the palette offers.
 *
 * @param kind {@code action}, {@code site}, {@code page} or {@code post}
 * @param label its name
 * @param detail which one of those with this name
 * @param url the path in the admin UI
 */
record Found(String kind, String label, String detail, String url) {

}
