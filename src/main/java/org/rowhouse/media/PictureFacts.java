package org.rowhouse.media;

/**
 * What the head of a picture says.
 *
 * @param width its width in pixels
 * @param height its height in pixels
 * @param alpha whether it can have transparent pixels
 * @param animated whether it has more than one frame
 * @param whole whether it can only be read by keeping all of it in memory
 * @param bytesPerPixel what a pixel takes while it is open
 * @param orientation how it is turned and mirrored, from 1 to 8 (Exif 2.3, tag 0x0112)
 */
record PictureFacts(int width, int height, boolean alpha, boolean animated, boolean whole, int bytesPerPixel,
		int orientation) {

	/** Of what is no picture. */
	static final PictureFacts NONE = new PictureFacts(0, 0, false, false, false, 0, 1);

	long pixels() {
		return (long) this.width * this.height;
	}

	/** The same picture in another size, upright. */
	PictureFacts resized(int newWidth, int newHeight) {
		return new PictureFacts(newWidth, newHeight, this.alpha, this.animated, this.whole, this.bytesPerPixel, 1);
	}

}
