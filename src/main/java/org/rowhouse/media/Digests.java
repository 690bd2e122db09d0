package org.rowhouse.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes the hashes by which bytes are kept.
 */
final class Digests {

	private static final int BUFFER = 64 * 1024;

	private Digests() {
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	static String of(SeekableByteChannel content) throws IOException {
		MessageDigest digest = sha256();
		ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
		content.position(0);
		while (content.read(buffer.clear()) >= 0) {
			digest.update(buffer.flip());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
