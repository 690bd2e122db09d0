package org.rowhouse.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Lets the JDK read a picture out of a file without a copy in memory or on the disk.
 */
final class ChannelImageInput extends ImageInputStreamImpl {

	private final ByteReader reader;

	ChannelImageInput(SeekableByteChannel channel) {
		this.reader = new ByteReader(channel);
	}

	@Override
	public int read() throws IOException {
		this.bitOffset = 0;
		this.reader.seek(this.streamPos);
		int value = this.reader.read();
		this.streamPos += (value >= 0) ? 1 : 0;
		return value;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		this.bitOffset = 0;
		if (length == 0) {
			return 0;
		}
		this.reader.seek(this.streamPos);
		int count = this.reader.read(target, offset, length);
		this.streamPos += Math.max(0, count);
		return count;
	}

	@Override
	public long length() {
		try {
			return this.reader.length();
		}
		catch (IOException ex) {
			// Unknown, as the contract has it.
			return -1;
		}
	}

}
