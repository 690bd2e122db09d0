package org.rowhouse.media;

import java.io.IOException;

/**
 * A file as it was uploaded.
 *
 * @param content its bytes
 * @param size how many there are
 * @param digest their SHA-256
 * @param filename the name that it had where it comes from
 */
record ReceivedFile(MediaStore.Incoming content, long size, String digest, String filename) implements AutoCloseable {

	@Override
	public void close() throws IOException {
		this.content.close();
	}

}
