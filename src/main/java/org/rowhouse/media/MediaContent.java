package org.rowhouse.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file of the media that is open to be sent.
 *
 * @param item the file
 * @param type what is sent, which of a smaller picture may be another type
 * @param variant which smaller picture it is; empty for the file itself
 * @param length how many bytes there are
 * @param bytes the bytes
 * @param lasting whether the same will be sent for this URL as long as the file is not
 * changed
 */
public record MediaContent(MediaItem item, FileType type, String variant, long length, SeekableByteChannel bytes,
		boolean lasting) implements Closeable {

	/**
	 * Returns a strong entity tag.
	 * @return the tag with its quotes
	 */
	public String etag() {
		return "\"m-" + this.item.digest().substring(0, 32) + ((this.variant.isEmpty()) ? "" : "-" + this.variant)
				+ "\"";
	}

	@Override
	public void close() throws IOException {
		this.bytes.close();
	}

}
