package org.rowhouse.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

import javax.imageio.stream.ImageOutputStreamImpl;

/**
 * Lets the JDK write a picture into a file without a copy in memory.
 */
final class ChannelImageOutput extends ImageOutputStreamImpl {

	private final SeekableByteChannel channel;

	ChannelImageOutput(SeekableByteChannel channel) {
		this.channel = channel;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		flushBits();
		this.channel.position(this.streamPos);
		ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
		while (rest.hasRemaining()) {
			this.channel.write(rest);
		}
		this.streamPos += length;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		this.bitOffset = 0;
		this.channel.position(this.streamPos);
		int count = this.channel.read(ByteBuffer.wrap(target, offset, length));
		this.streamPos += Math.max(0, count);
		return count;
	}

	@Override
	public long length() {
		try {
			return this.channel.size();
		}
		catch (IOException ex) {
			// Unknown, as the contract has it.
			return -1;
		}
	}

}
