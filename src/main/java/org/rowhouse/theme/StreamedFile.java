package org.rowhouse.theme;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A big file, of which no more than a buffer is in memory.
 */
final class StreamedFile implements Representation {

	private static final int BUFFER = 64 * 1024;

	private final StaticSource source;

	private final String coding;

	StreamedFile(StaticSource source, String coding) {
		this.source = source;
		this.coding = coding;
	}

	/** Reads all of it. */
	static String fingerprint(StaticSource source) throws IOException {
		MessageDigest digest = Fingerprint.digest();
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		try (SeekableByteChannel channel = source.open()) {
			while (channel.read(buffer.clear()) >= 0) {
				digest.update(buffer.flip());
			}
		}
		return Fingerprint.ofDigest(digest);
	}

	@Override
	public String coding() {
		return this.coding;
	}

	/**
	 * Of what changes with it rather than of its bytes, which would all have to be read.
	 */
	@Override
	public String etag() {
		String state = this.source.key().state().toString() + this.coding;
		return "\"s-" + Fingerprint.of(state.getBytes(StandardCharsets.UTF_8)) + "\"";
	}

	@Override
	public long length() {
		return this.source.size();
	}

	@Override
	public Body open() throws IOException {
		SeekableByteChannel channel = this.source.open();
		return new Body() {

			@Override
			public void writeTo(OutputStream out, long from, long length) throws IOException {
				copy(channel.position(from), out, length);
			}

			@Override
			public void close() throws IOException {
				channel.close();
			}

		};
	}

	private static void copy(SeekableByteChannel channel, OutputStream out, long length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(length, 1)));
		long left = length;
		while (left > 0) {
			buffer.clear().limit((int) Math.min(buffer.capacity(), left));
			int read = channel.read(buffer);
			if (read < 0) {
				throw new EOFException("The file has become shorter while it was sent");
			}
			out.write(buffer.array(), 0, read);
			left -= read;
		}
	}

}
