package org.rowhouse.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

/**
 * Pictures as cameras and bad people make them.
 */
public final class TestPictures {

	/** What the metadata of {@link #photograph} say, and no answer may. */
	public static final String SECRET = "<script>alert('exif')</script> 48.2082N 16.3738E";

	private TestPictures() {
	}

	/** The left half is red and the right half blue. */
	public static BufferedImage halves(int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width / 2, height);
		graphics.setColor(Color.BLUE);
		graphics.fillRect(width / 2, 0, width - width / 2, height);
		graphics.dispose();
		return image;
	}

	public static byte[] encoded(BufferedImage image, String format) {
		try {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			if (!ImageIO.write(image, format, out)) {
				throw new IllegalStateException("Nothing writes " + format);
			}
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static BufferedImage decoded(byte[] picture) {
		try {
			return ImageIO.read(new ByteArrayInputStream(picture));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A JPEG held upright by its camera's word alone, which says where it was. */
	public static byte[] photograph(int width, int height, int orientation) {
		byte[] jpeg = encoded(halves(width, height), "jpeg");
		byte[] secret = SECRET.getBytes(StandardCharsets.ISO_8859_1);
		ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4 + secret.length);
		exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 2);
		exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
		exif.putShort((short) 0x010e).putShort((short) 2).putInt(secret.length).putInt(38);
		exif.putInt(0).put(secret);
		ByteBuffer all = ByteBuffer.allocate(jpeg.length + exif.capacity() + 4);
		all.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (exif.capacity() + 2)).put(exif.array());
		return all.put(jpeg, 2, jpeg.length - 2).array();
	}

	/** A PNG of a few bytes that says how large it is. */
	public static byte[] pngHead(int width, int height) {
		ByteBuffer head = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
		head.putInt(width).putInt(height).put(new byte[] { 8, 6, 0, 0, 0 });
		CRC32 sum = new CRC32();
		sum.update(head.array());
		ByteBuffer png = ByteBuffer.allocate(8 + 4 + 17 + 4 + 12);
		png.putLong(0x89504e470d0a1a0aL).putInt(13).put(head.array()).putInt((int) sum.getValue());
		return png.putInt(0).put("IEND".getBytes(StandardCharsets.US_ASCII)).putInt(0xae426082).array();
	}

}
