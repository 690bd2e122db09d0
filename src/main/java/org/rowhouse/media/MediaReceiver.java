package org.rowhouse.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Sizes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Takes uploads in, a buffer at a time, and stops at the first byte too many.
 */
@Component
class MediaReceiver {

	private static final Logger logger = LoggerFactory.getLogger(MediaReceiver.class);

	private static final int BUFFER = 64 * 1024;

	/** As Linux, other Unixes and Windows say it; Java passes their words on. */
	private static final List<String> FULL = List.of("no space left", "disk quota exceeded", "not enough space",
			"file too large");

	private final MediaStore store;

	private final MediaProperties properties;

	MediaReceiver(MediaStore store, MediaProperties properties) {
		this.store = store;
		this.properties = properties;
	}

	/**
	 * Takes a file in.
	 * @param in its bytes
	 * @param filename the name that it had where it comes from
	 * @return the file, to be closed by the caller
	 * @throws InvalidInputException if it is empty, too large, or there is no room for
	 * it; nothing of it is left then
	 * @throws IOException if whoever sends it stops
	 */
	ReceivedFile receive(InputStream in, String filename) throws IOException {
		MediaStore.Incoming incoming = storing(this.store::receive);
		try {
			MessageDigest digest = Digests.sha256();
			byte[] buffer = new byte[BUFFER];
			long size = 0;
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				size += count;
				requireSize(size);
				digest.update(buffer, 0, count);
				ByteBuffer part = ByteBuffer.wrap(buffer, 0, count);
				storing(() -> {
					while (part.hasRemaining()) {
						incoming.channel().write(part);
					}
					return part;
				});
			}
			if (size == 0) {
				throw new InvalidInputException("file",
						"This file is empty. Look whether it is there as a whole, and upload it again.");
			}
			return new ReceivedFile(incoming, size, HexFormat.of().formatHex(digest.digest()), filename);
		}
		catch (IOException | RuntimeException ex) {
			incoming.close();
			throw ex;
		}
	}

	/**
	 * Refuses what is too large.
	 * @param size the size of a file, as far as it is known
	 * @throws TooLargeException if it is
	 */
	void requireSize(long size) {
		if (size > this.properties.maxFile().toBytes()) {
			throw new TooLargeException(
					"This file is larger than " + Sizes.readable(this.properties.maxFile().toBytes())
							+ ", the most that a file may have here. Make it smaller, or ask an administrator.");
		}
	}

	/** Does something with the store, and says in words what it cannot do. */
	static <T> T storing(Storing<T> action) throws IOException {
		try {
			return action.run();
		}
		catch (IOException ex) {
			String message = String.valueOf(ex.getMessage()).toLowerCase(Locale.ROOT);
			if (FULL.stream().noneMatch(message::contains)) {
				throw ex;
			}
			logger.error("An upload was refused, since there is no room on the disk of the media: {}", ex.getMessage());
			throw new NoRoomException("The disk of this installation is full, so the file was not kept. Nothing else"
					+ " is lost. Tell the operator, and upload it again later.");
		}
	}

	/**
	 * Something that needs the store.
	 *
	 * @param <T> the result
	 */
	interface Storing<T> {

		T run() throws IOException;

	}

}
