package org.rowhouse.media;

/**
 * A picture as a page shows it.
 *
 * @param src its URL, with the path prefix of the site and a hash of its content
 * @param srcset the widths in which it can be had, for {@code <img srcset>}; empty if
 * there is one alone
 * @param square the URL of a square around its focal point; its own where there is none
 * @param width its width in pixels; 0 if it is not known
 * @param height its height in pixels; 0 if it is not known
 * @param alt what is read to people who cannot see it; empty for a decorative one
 * @param focalX the focal point's distance from the left in percent, for
 * {@code object-position}
 * @param focalY the focal point's distance from the top in percent
 */
public record Picture(String src, String srcset, String square, int width, int height, String alt, int focalX,
		int focalY) {

}
