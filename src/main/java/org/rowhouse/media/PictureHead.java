package org.rowhouse.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

import org.rowhouse.site.InvalidInputException;

/**
 * Reads how large a picture is and how it is stored, without opening it.
 */
final class PictureHead {

	private static final String DAMAGED = "This picture is damaged: its beginning cannot be read. Save it again and "
			+ "upload that.";

	private PictureHead() {
	}

	/**
	 * Reads the head of a picture.
	 * @param type what it is
	 * @param content its bytes
	 * @return what the head says
	 * @throws InvalidInputException if it cannot be read
	 */
	static PictureFacts read(FileType type, SeekableByteChannel content) throws IOException {
		ByteReader in = new ByteReader(content);
		try {
			PictureFacts facts = switch (type) {
				case JPEG -> jpeg(in);
				case PNG -> png(in);
				case GIF -> gif(in);
				case WEBP -> webp(in);
				default -> throw new IllegalArgumentException(type + " has no pixels");
			};
			if (facts.width() < 1 || facts.height() < 1) {
				throw new InvalidInputException("file", DAMAGED);
			}
			return facts;
		}
		catch (EOFException ex) {
			throw new InvalidInputException("file", DAMAGED);
		}
	}

	/** ITU-T T.81, annex B. */
	private static PictureFacts jpeg(ByteReader in) throws IOException {
		in.seek(2);
		int orientation = 1;
		while (true) {
			int marker = marker(in);
			if (marker == 0xd8 || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
				continue;
			}
			int length = in.u16() - 2;
			long next = in.position() + length;
			if (length < 0 || marker == 0xda || marker == 0xd9) {
				throw new InvalidInputException("file", DAMAGED);
			}
			if (marker == 0xe1 && length > 14 && orientation == 1) {
				orientation = ExifOrientation.of(in.bytes(length));
			}
			if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
				return frame(in, marker, orientation);
			}
			in.seek(next);
		}
	}

	private static PictureFacts frame(ByteReader in, int marker, int orientation) throws IOException {
		int precision = in.u8();
		int height = in.u16();
		int width = in.u16();
		int components = in.u8();
		if (marker > 0xc2 || precision != 8) {
			throw new InvalidInputException("file",
					"This is a JPEG of an unusual kind. Save it as an ordinary JPEG with 8 bits for each colour.");
		}
		if (components == 4) {
			throw new InvalidInputException("file",
					"This JPEG has the colours of a printing press (CMYK). Save it with RGB colours.");
		}
		return new PictureFacts(width, height, false, false, marker == 0xc2, components, orientation);
	}

	private static int marker(ByteReader in) throws IOException {
		if (in.u8() != 0xff) {
			throw new InvalidInputException("file", DAMAGED);
		}
		int marker = in.u8();
		while (marker == 0xff) {
			marker = in.u8();
		}
		return marker;
	}

	/** PNG, third edition, section 11.2.1. */
	private static PictureFacts png(ByteReader in) throws IOException {
		in.seek(12);
		if (!ascii(in.bytes(4)).equals("IHDR")) {
			throw new InvalidInputException("file", DAMAGED);
		}
		int width = positive(in.u32());
		int height = positive(in.u32());
		int depth = in.u8();
		int colour = in.u8();
		in.skip(2);
		boolean interlaced = in.u8() != 0;
		boolean grey = colour == 0 || colour == 4;
		int channels = switch (colour) {
			case 0, 3 -> 1;
			case 4 -> 2;
			case 2 -> 3;
			default -> 4;
		};
		boolean alpha = colour >= 4 || hasTransparency(in);
		int bytes = (grey || colour == 3) ? channels * Math.max(1, depth / 8) : channels * depth / 8;
		return new PictureFacts(width, height, alpha, false, interlaced, Math.max(1, bytes), 1);
	}

	private static boolean hasTransparency(ByteReader in) throws IOException {
		in.skip(4);
		for (int i = 0; i < 1000; i++) {
			long length = in.u32();
			String name = ascii(in.bytes(4));
			if (name.equals("tRNS")) {
				return true;
			}
			if (name.equals("IDAT") || name.equals("IEND")) {
				return false;
			}
			in.skip(length + 4);
		}
		return false;
	}

	/** GIF89a, section 18. Whether it moves, the cleaner sees. */
	private static PictureFacts gif(ByteReader in) throws IOException {
		in.seek(6);
		return new PictureFacts(in.u16le(), in.u16le(), true, false, true, 4, 1);
	}

	/** RFC 9649, section 2. */
	private static PictureFacts webp(ByteReader in) throws IOException {
		in.seek(12);
		String chunk = ascii(in.bytes(4));
		in.skip(4);
		switch (chunk) {
			case "VP8X" -> {
				int flags = in.u8();
				in.skip(3);
				return new PictureFacts(in.u24le() + 1, in.u24le() + 1, (flags & 0x10) != 0, (flags & 0x02) != 0, true,
						4, 1);
			}
			case "VP8L" -> {
				in.skip(1);
				long bits = in.u32le();
				return new PictureFacts((int) (bits & 0x3fff) + 1, (int) ((bits >> 14) & 0x3fff) + 1,
						(bits >> 28 & 1) != 0, false, true, 4, 1);
			}
			case "VP8 " -> {
				in.skip(6);
				return new PictureFacts(in.u16le() & 0x3fff, in.u16le() & 0x3fff, false, false, true, 4, 1);
			}
			default -> throw new InvalidInputException("file", DAMAGED);
		}
	}

	private static int positive(long value) {
		return (value > Integer.MAX_VALUE) ? -1 : (int) value;
	}

	static String ascii(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/**
	 * How a camera was held (Exif 2.3, section 4.6.4; TIFF 6.0, section 2).
	 */
	private static final class ExifOrientation {

		private static final int TAG = 0x0112;

		private static final int START = 6;

		/** What is not as it should be counts as upright. */
		static int of(byte[] segment) {
			if (!ascii(segment).startsWith("Exif\0\0")) {
				return 1;
			}
			ByteBuffer tiff = ByteBuffer.wrap(segment, START, segment.length - START).slice();
			tiff.order((tiff.get(0) == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
			long directory = tiff.getInt(4) & 0xffffffffL;
			if (directory + 2 > tiff.limit()) {
				return 1;
			}
			int entries = tiff.getShort((int) directory) & 0xffff;
			for (int i = 0; i < entries; i++) {
				long entry = directory + 2 + 12L * i;
				if (entry + 12 > tiff.limit()) {
					return 1;
				}
				if ((tiff.getShort((int) entry) & 0xffff) == TAG) {
					int value = tiff.getShort((int) entry + 8);
					return (value >= 1 && value <= 8) ? value : 1;
				}
			}
			return 1;
		}

	}

}
