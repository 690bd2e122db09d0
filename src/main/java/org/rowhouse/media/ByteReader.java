package org.rowhouse.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads numbers out of a file through a small buffer, and can skip without reading.
 */
final class ByteReader {

	private static final int BUFFER = 16 * 1024;

	private final SeekableByteChannel channel;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

	private long start;

	ByteReader(SeekableByteChannel channel) {
		this.channel = channel;
	}

	long position() {
		return this.start + this.buffer.position();
	}

	void seek(long position) {
		long inside = position - this.start;
		if (inside >= 0 && inside <= this.buffer.limit()) {
			this.buffer.position((int) inside);
		}
		else {
			this.start = position;
			this.buffer.clear().limit(0);
		}
	}

	void skip(long count) {
		seek(position() + count);
	}

	long length() throws IOException {
		return this.channel.size();
	}

	/** The next byte, or -1 at the end. */
	int read() throws IOException {
		return (fill()) ? this.buffer.get() & 0xff : -1;
	}

	int u8() throws IOException {
		int value = read();
		if (value < 0) {
			throw new EOFException("The file ends too early");
		}
		return value;
	}

	int u16() throws IOException {
		return (u8() << 8) | u8();
	}

	int u16le() throws IOException {
		return u8() | (u8() << 8);
	}

	int u24le() throws IOException {
		return u16le() | (u8() << 16);
	}

	long u32() throws IOException {
		return ((long) u16() << 16) | u16();
	}

	long u32le() throws IOException {
		return u16le() | ((long) u16le() << 16);
	}

	byte[] bytes(int count) throws IOException {
		byte[] bytes = new byte[count];
		for (int done = 0; done < count;) {
			if (!fill()) {
				throw new EOFException("The file ends too early");
			}
			int part = Math.min(count - done, this.buffer.remaining());
			this.buffer.get(bytes, done, part);
			done += part;
		}
		return bytes;
	}

	/** As many as are there, at most so many. */
	int read(byte[] target, int offset, int length) throws IOException {
		if (!fill()) {
			return -1;
		}
		int part = Math.min(length, this.buffer.remaining());
		this.buffer.get(target, offset, part);
		return part;
	}

	/** Whether there is something left to read. */
	private boolean fill() throws IOException {
		if (this.buffer.hasRemaining()) {
			return true;
		}
		this.start += this.buffer.limit();
		this.channel.position(this.start);
		int read = this.channel.read(this.buffer.clear());
		this.buffer.flip();
		return read > 0;
	}

}
