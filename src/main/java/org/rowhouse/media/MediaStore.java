package org.rowhouse.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * Where the bytes of media are kept. Each site has its own; names are made by
 * {@link StoredName} and by nobody else. What {@link Incoming#keep} has returned from is
 * there after a power failure.
 */
interface MediaStore {

	/**
	 * Takes in a new file.
	 * @return what it is written to; nobody sees it until it is kept
	 * @throws IOException if there is no room, or nothing can be written
	 */
	Incoming receive() throws IOException;

	/**
	 * Opens a file.
	 * @param site the key of its site
	 * @param name its name
	 * @return its bytes, at the first one; nothing if there is no such file
	 * @throws IOException if it is there and cannot be read
	 */
	Optional<SeekableByteChannel> open(String site, StoredName name) throws IOException;

	/**
	 * Gives a site a file of another one. It is there after a power failure, and stays
	 * when the other one deletes it.
	 * @param from the key of the site that has it
	 * @param to the key of the site that gets it
	 * @param name its name
	 * @return whether it is there now; false if the other site does not have it
	 * @throws IOException if it cannot be written
	 */
	boolean copy(String from, String to, StoredName name) throws IOException;

	/**
	 * Deletes an original and all variants of it. Nothing happens if there is none.
	 * @param site the key of its site
	 * @param digest the digest of the original
	 * @throws IOException if some of it stays
	 */
	void delete(String site, String digest) throws IOException;

	/**
	 * Deletes the variants of an original.
	 * @param site the key of its site
	 * @param digest the digest of the original
	 * @throws IOException if some of them stay
	 */
	void deleteVariants(String site, String digest) throws IOException;

	/**
	 * Deletes everything of a site.
	 * @param site its key
	 * @throws IOException if some of it stays
	 */
	void deleteAll(String site) throws IOException;

	/**
	 * Deletes what was taken in a day ago or earlier and neither kept nor closed, because
	 * the process was killed.
	 * @throws IOException if some of it stays
	 */
	void deleteOldIncoming() throws IOException;

	/**
	 * A file that is being written. Closing it removes what has not been kept.
	 */
	interface Incoming extends AutoCloseable {

		/**
		 * Returns its bytes, to be written and read again.
		 * @return the open file
		 */
		SeekableByteChannel channel();

		/**
		 * Keeps it for good, in place of whatever had that name.
		 * @param site the key of its site
		 * @param name its name
		 * @throws IOException if it cannot be kept
		 */
		void keep(String site, StoredName name) throws IOException;

		@Override
		void close() throws IOException;

	}

}
