package org.rowhouse.content;

/**
 * A text made ready to be shown.
 *
 * @param html clean HTML, harmless in any page
 * @param excerpt the beginning of its first paragraphs, plain text
 */
public record RenderedMarkdown(String html, String excerpt) {

}
