package org.rowhouse.theme;

import java.io.Writer;
import java.util.Arrays;

/**
 * Collects a page as the bytes that are sent: a page is a text nowhere else, and making
 * bytes of a whole one takes longer than of its parts. Half a character becomes
 * {@code ?}.
 */
final class Utf8Writer extends Writer {

	private static final int USUAL = 16_384;

	private static final int LONGEST = 3;

	private byte[] bytes = new byte[USUAL];

	private int length;

	/** The first half of a character whose second half has not come yet, or 0. */
	private char high;

	@Override
	public void write(int character) {
		ensure(LONGEST + 1);
		put((char) character);
	}

	@Override
	public void write(char[] buffer, int offset, int count) {
		ensure((long) count * LONGEST + 1);
		for (int i = offset; i < offset + count; i++) {
			put(buffer[i]);
		}
	}

	@Override
	public void write(String text, int offset, int count) {
		ensure((long) count * LONGEST + 1);
		for (int i = offset; i < offset + count; i++) {
			put(text.charAt(i));
		}
	}

	/** There has to be space for what a lonely half before it becomes, too. */
	private void put(char character) {
		if (character < 0x80 && this.high == 0) {
			this.bytes[this.length++] = (byte) character;
		}
		else {
			putOther(character);
		}
	}

	private void putOther(char character) {
		if (this.high != 0) {
			char first = this.high;
			this.high = 0;
			if (Character.isLowSurrogate(character)) {
				int whole = Character.toCodePoint(first, character);
				add(0xF0 | (whole >> 18));
				add(0x80 | ((whole >> 12) & 0x3F));
				add(0x80 | ((whole >> 6) & 0x3F));
				add(0x80 | (whole & 0x3F));
				return;
			}
			add('?');
		}
		if (character < 0x80) {
			add(character);
		}
		else if (character < 0x800) {
			add(0xC0 | (character >> 6));
			add(0x80 | (character & 0x3F));
		}
		else if (Character.isHighSurrogate(character)) {
			this.high = character;
		}
		else if (Character.isLowSurrogate(character)) {
			add('?');
		}
		else {
			add(0xE0 | (character >> 12));
			add(0x80 | ((character >> 6) & 0x3F));
			add(0x80 | (character & 0x3F));
		}
	}

	private void add(int octet) {
		this.bytes[this.length++] = (byte) octet;
	}

	private void ensure(long more) {
		long wanted = this.length + more;
		if (wanted > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.toIntExact(Math.max(wanted, 2L * this.bytes.length)));
		}
	}

	/** What was written so far. */
	byte[] toBytes() {
		if (this.high != 0) {
			ensure(1);
			this.high = 0;
			add('?');
		}
		return Arrays.copyOf(this.bytes, this.length);
	}

	@Override
	public void flush() {
		// There is nothing to flush.
	}

	@Override
	public void close() {
		// There is nothing to close.
	}

}
