package org.rowhouse.media;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A file that has been checked and cleaned, and is ready to be kept.
 *
 * @param type what it is, by its content
 * @param content its bytes
 * @param size how many they are
 * @param digest their SHA-256
 * @param sourceDigest the SHA-256 of what was uploaded
 * @param picture what it looks like; {@link PictureFacts#NONE} for what is no picture
 * @param note what was changed that the person who uploaded it should know, or
 * {@code null}
 */
record PreparedFile(FileType type, MediaStore.Incoming content, long size, String digest, String sourceDigest,
		PictureFacts picture, @Nullable String note) implements AutoCloseable {

	@Override
	public void close() throws IOException {
		this.content.close();
	}

}
