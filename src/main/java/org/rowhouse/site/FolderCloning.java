package org.rowhouse.site;

import java.io.IOException;
import java.util.Optional;

/**
 * Gives a copy of a site what only a folder can hold: templates and static files.
 */
public interface FolderCloning {

	/**
	 * Looks whether a site can have a folder, before anything is copied.
	 * @param original the site that is to be copied
	 * @param key the key of the copy
	 * @throws ConflictException if something is in its place
	 */
	void requireFree(Site original, String key);

	/**
	 * Writes the folder where nobody sees it.
	 * @param original the site that is copied
	 * @param copy the copy
	 * @param known the digest of a folder that may have got its name already, by somebody
	 * who was interrupted then; empty if there is none. If it is there, it is the one
	 * @return the folder, to be closed; nothing if the copy needs none
	 * @throws IOException if files cannot be read or written
	 * @throws ConflictException if something else is in its place
	 */
	Optional<Prepared> prepare(Site original, Site copy, String known) throws IOException;

	/**
	 * Takes away the folder of a copy that comes to nothing.
	 * @param key the key of the copy
	 * @param known the digest of the folder; any other folder stays
	 */
	void remove(String key, String known);

	/**
	 * A folder that is ready. Closing it removes it, unless it has been shown.
	 */
	interface Prepared extends AutoCloseable {

		/**
		 * Returns what its {@code site.yml} declares.
		 * @return settings, empty where it says nothing
		 */
		SiteSettings declared();

		/**
		 * Returns what stands for everything in it.
		 * @return the digest, which no other folder has
		 */
		String digest();

		/**
		 * Gives it its name, as the last step of the running transaction; taken back if
		 * that is rolled back.
		 * @return the digest of the folder
		 * @throws java.io.UncheckedIOException if that fails
		 */
		String show();

		@Override
		void close();

	}

}
