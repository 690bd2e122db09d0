package org.rowhouse.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.rowhouse.site.InvalidInputException;

/**
 * Overwrites what a film says about itself, and so where it was taken, with zeros
 * (ISO/IEC 14496-12: {@code udta}, {@code meta} and {@code uuid}). Nothing moves, so that
 * the film plays as before.
 */
final class Mp4Cleaner {

	private static final Set<String> BLANKED = Set.of("udta", "meta", "uuid");

	private static final Set<String> ENTERED = Set.of("moov", "trak");

	private static final int MAX_BOXES = 10_000;

	/** Players need two levels of those that are entered. */
	private static final int MAX_DEPTH = 8;

	private static final int ZEROS = 64 * 1024;

	private final SeekableByteChannel film;

	private final ByteReader in;

	private int boxes;

	private Mp4Cleaner(SeekableByteChannel film) {
		this.film = film;
		this.in = new ByteReader(film);
	}

	/**
	 * Cleans a film where it is.
	 * @param film its bytes
	 * @throws InvalidInputException if it is damaged, or nested more deeply than films
	 * are
	 */
	static void clean(SeekableByteChannel film) throws IOException {
		try {
			new Mp4Cleaner(film).clean(0, film.size(), 0);
		}
		catch (EOFException ex) {
			throw damaged();
		}
	}

	private void clean(long from, long end, int depth) throws IOException {
		if (depth > MAX_DEPTH) {
			throw new InvalidInputException("file", "This film or recording is nested more deeply than films are."
					+ " Save it again with another program and upload that.");
		}
		long at = from;
		while (at + 8 <= end) {
			this.in.seek(at);
			long size = this.in.u32();
			String type = PictureHead.ascii(this.in.bytes(4));
			int head = 8;
			if (size == 1) {
				size = (this.in.u32() << 32) | this.in.u32();
				head = 16;
			}
			long next = (size == 0) ? end : at + size;
			if (next < at + head || next > end || ++this.boxes > MAX_BOXES) {
				throw damaged();
			}
			if (BLANKED.contains(type)) {
				blank(at, at + head, next);
			}
			else if (ENTERED.contains(type)) {
				clean(at + head, next, depth + 1);
			}
			at = next;
		}
	}

	private void blank(long box, long content, long end) throws IOException {
		write(box + 4, ByteBuffer.wrap("free".getBytes(StandardCharsets.US_ASCII)));
		for (long at = content; at < end; at += ZEROS) {
			write(at, ByteBuffer.allocate((int) Math.min(ZEROS, end - at)));
		}
	}

	private void write(long position, ByteBuffer bytes) throws IOException {
		this.film.position(position);
		while (bytes.hasRemaining()) {
			this.film.write(bytes);
		}
	}

	private static InvalidInputException damaged() {
		return new InvalidInputException("file", "This film or recording is damaged. Save it again and upload that.");
	}

}
