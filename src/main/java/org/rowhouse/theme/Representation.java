package org.rowhouse.theme;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A static file in one of the content codings in which it can be sent (RFC 9110, section
 * 8.4).
 */
public interface Representation {

	/**
	 * Returns how it is coded.
	 * @return {@code br}, {@code gzip}, or {@code identity} for the file as it is
	 */
	String coding();

	/**
	 * Returns a strong entity tag, which no other bytes at this URL have.
	 * @return the tag with its quotes
	 */
	String etag();

	/**
	 * Returns how long it is.
	 * @return bytes
	 */
	long length();

	/**
	 * Opens it, so that nothing has been sent yet if it cannot be read.
	 * @return its bytes
	 * @throws java.nio.file.NoSuchFileException if the file has changed since it was
	 * found
	 * @throws IOException if it cannot be read
	 */
	Body open() throws IOException;

	/**
	 * The bytes of a representation. Those of a big file are never in memory as a whole.
	 */
	interface Body extends Closeable {

		/**
		 * Writes a part.
		 * @param out where to
		 * @param from its first byte
		 * @param length how many bytes
		 * @throws IOException if they cannot be read or written, or are not there any
		 * more
		 */
		void writeTo(OutputStream out, long from, long length) throws IOException;

	}

}
