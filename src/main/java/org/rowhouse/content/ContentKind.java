package org.rowhouse.content;

import java.util.Locale;

/**
 * What a content item is.
 */
public enum ContentKind {

	/** Lives at its path in the tree of pages; the empty path is the home page. */
	PAGE,

	/** Lives at {@code /posts/<slug>} and in archives, tags and the feed. */
	POST;

	/**
	 * Returns the word for it in a sentence.
	 * @return {@code page} or {@code post}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
