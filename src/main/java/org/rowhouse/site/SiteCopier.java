package org.rowhouse.site;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Copies what one room keeps of a site, part by part, so that no site is ever in memory
 * as a whole and a copy that was interrupted goes on where it was. The site that is read
 * and the site that is written to are bound one after the other. Copiers are asked in the
 * order of {@link org.springframework.core.annotation.Order}.
 */
public interface SiteCopier {

	/**
	 * Returns what tells this copier from others, now and in later versions.
	 * @return a short word
	 */
	String name();

	/**
	 * Counts what there is to copy. The original is bound and a transaction running.
	 * @return how many things, as {@link Part#size} counts them
	 */
	int count();

	/**
	 * Reads the next part. The original is bound and a transaction running, which ends
	 * before the part is written.
	 * @param after what {@link Part#last} of the part before was; empty for the first one
	 * @return the part, or nothing if everything has been copied
	 */
	Optional<Part> next(String after);

	/**
	 * Some of what there is to copy.
	 */
	interface Part {

		/**
		 * Returns how much it is.
		 * @return how many things
		 */
		int size();

		/**
		 * Returns where it ends.
		 * @return at most 200 characters
		 */
		String last();

		/**
		 * Does what is not part of the transaction, and may be done again. No site is
		 * bound.
		 * @param original the site that is copied
		 * @param copy the copy, which nobody can see yet
		 * @throws IOException if files cannot be read or written
		 */
		default void prepare(Site original, Site copy) throws IOException {
		}

		/**
		 * Writes it. The copy is bound and a transaction running.
		 * @param original the site that is copied
		 * @param copy the copy
		 * @return what could not be copied and why, in sentences
		 */
		List<String> write(Site original, Site copy);

	}

}
