package org.rowhouse.media;

import java.time.Instant;
import java.util.List;

/**
 * A file in the media of a site.
 *
 * @param id its number
 * @param name the last part of its URL
 * @param folder where it is in the library, such as {@code team/2026}; empty for the top
 * @param type what it is, by its content
 * @param size its length in bytes
 * @param digest the SHA-256 of its bytes
 * @param width of a picture its width in pixels, otherwise 0
 * @param height of a picture its height in pixels, otherwise 0
 * @param alpha whether a picture has transparent pixels
 * @param animated whether a picture moves
 * @param alt what is read to people who cannot see a picture; may be empty
 * @param decorative whether a picture says nothing and needs no such text
 * @param title what it is called in the library; may be empty
 * @param caption what can stand below it; may be empty
 * @param focalX how far from the left, in percent, is what should stay in sight when it
 * is cropped
 * @param focalY how far from the top that is
 * @param createdAt when it was first uploaded
 * @param updatedAt when it or what is said about it was last changed
 */
public record MediaItem(long id, String name, String folder, FileType type, long size, String digest, int width,
		int height, boolean alpha, boolean animated, String alt, boolean decorative, String title, String caption,
		int focalX, int focalY, Instant createdAt, Instant updatedAt) {

	private static final int FINGERPRINT = 16;

	/** Its decoder keeps many times the pixels in memory. */
	private static final long MAX_WEBP = 8_000_000;

	/**
	 * Returns where it is on its site.
	 * @return such as {@code /media/red-door.jpg}
	 */
	public String path() {
		return "/media/" + this.name;
	}

	/**
	 * Returns a short hash of what it holds, which links carry as {@code v}.
	 * @return characters that change with its bytes and, since squares are cut by it,
	 * with its focal point
	 */
	public String fingerprint() {
		return this.digest.substring(0, FINGERPRINT)
				+ ((this.focalX == 50 && this.focalY == 50) ? "" : "-" + this.focalX + "-" + this.focalY);
	}

	/**
	 * Tells whether it is a picture.
	 * @return whether it is
	 */
	public boolean isPicture() {
		return this.type.kind() == MediaKind.PICTURE;
	}

	/**
	 * Tells whether somebody ought to describe it.
	 * @return whether it is a picture that says something and has no alternative text
	 */
	public boolean lacksAlt() {
		return isPicture() && this.alt.isEmpty() && !this.decorative;
	}

	/**
	 * Returns the widths in which it can be had, besides its own.
	 * @return widths in pixels, smaller than its own; none for drawings and for what
	 * moves
	 */
	public List<Integer> widths() {
		return (hasVariants() && !this.animated)
				? Variant.WIDTHS.stream().filter((width) -> width < this.width).toList() : List.of();
	}

	/**
	 * Tells whether other pictures can be made out of it.
	 * @return whether it is made of pixels, and of WebP not too many of them
	 */
	public boolean hasVariants() {
		return this.type.isRaster()
				&& (this.type != FileType.WEBP || (!this.animated && (long) this.width * this.height <= MAX_WEBP));
	}

}
