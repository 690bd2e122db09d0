package org.rowhouse.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.rowhouse.site.InvalidInputException;

/**
 * Copies a WebP chunk by chunk without its metadata (RFC 9649).
 */
final class WebpCleaner {

	private static final Set<String> KEPT = Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");

	private static final int WITHOUT_METADATA = ~0x0c;

	private static final int COPIED_AT_ONCE = 64 * 1024;

	private WebpCleaner() {
	}

	/**
	 * Copies a WebP.
	 * @param in its bytes
	 * @param target where to
	 * @param facts what its head says
	 * @throws InvalidInputException if it is damaged
	 */
	static void clean(ByteReader in, SeekableByteChannel target, PictureFacts facts) throws IOException {
		try {
			copy(in, target, facts);
		}
		catch (EOFException ex) {
			throw damaged();
		}
	}

	private static void copy(ByteReader in, SeekableByteChannel target, PictureFacts facts) throws IOException {
		in.seek(4);
		long end = Math.min(in.u32le() + 8, in.length());
		write(target.position(0), new byte[12]);
		in.seek(12);
		boolean pixels = false;
		while (in.position() + 8 <= end) {
			String chunk = PictureHead.ascii(in.bytes(4));
			long length = in.u32le();
			long next = in.position() + length + (length & 1);
			if (in.position() + length > end) {
				throw damaged();
			}
			if (chunk.startsWith("VP8") && !chunk.equals("VP8X")) {
				requireSame(in, chunk, facts);
			}
			if (KEPT.contains(chunk)) {
				copyChunk(in, target, chunk, length);
				pixels |= chunk.equals("VP8 ") || chunk.equals("VP8L") || chunk.equals("ANMF");
			}
			in.seek(next);
		}
		if (!pixels) {
			throw damaged();
		}
		ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
		head.put(ascii("RIFF")).putInt((int) (target.position() - 8)).put(ascii("WEBP"));
		write(target.position(0), head.array());
	}

	/** What is checked must be what is opened. */
	private static void requireSame(ByteReader in, String chunk, PictureFacts facts) throws IOException {
		long start = in.position();
		int width;
		int height;
		if (chunk.equals("VP8L")) {
			in.skip(1);
			long bits = in.u32le();
			width = (int) (bits & 0x3fff) + 1;
			height = (int) ((bits >> 14) & 0x3fff) + 1;
		}
		else {
			in.skip(6);
			width = in.u16le() & 0x3fff;
			height = in.u16le() & 0x3fff;
		}
		in.seek(start);
		if (width != facts.width() || height != facts.height()) {
			throw damaged();
		}
	}

	private static void copyChunk(ByteReader in, SeekableByteChannel target, String chunk, long length)
			throws IOException {
		ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
		write(target, head.put(ascii(chunk)).putInt((int) length).array());
		long left = length;
		boolean first = chunk.equals("VP8X");
		while (left > 0) {
			byte[] part = in.bytes((int) Math.min(left, COPIED_AT_ONCE));
			if (first) {
				part[0] &= WITHOUT_METADATA;
				first = false;
			}
			write(target, part);
			left -= part.length;
		}
		if ((length & 1) != 0) {
			write(target, new byte[1]);
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static void write(SeekableByteChannel target, byte[] bytes) throws IOException {
		ByteBuffer rest = ByteBuffer.wrap(bytes);
		while (rest.hasRemaining()) {
			target.write(rest);
		}
	}

	private static InvalidInputException damaged() {
		return new InvalidInputException("file", "This WebP picture is damaged. Save it again and upload that.");
	}

}
