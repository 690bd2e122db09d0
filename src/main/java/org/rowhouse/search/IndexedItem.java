package org.rowhouse.search;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PublishedText;

/**
 * An entry of the index: a page or post, or a note about a whole site.
 */
final class IndexedItem {

	/** The id of a site's note among the ids of its items. */
	private static final String NOTE = "site";

	/** What tells it from others of its site; read by the mapper. */
	@SuppressWarnings("UnusedVariable")
	private final String id;

	private final long siteId;

	private final long version;

	private final @Nullable SearchLanguage language;

	private final @Nullable PublishedText text;

	private final @Nullable SiteNote note;

	private IndexedItem(String id, long siteId, long version, @Nullable SearchLanguage language,
			@Nullable PublishedText text, @Nullable SiteNote note) {
		this.id = id;
		this.siteId = siteId;
		this.version = version;
		this.language = language;
		this.text = text;
		this.note = note;
	}

	/**
	 * Makes the entry of an item.
	 * @param siteId the number of its site
	 * @param locale the language of its site
	 * @param text what is to be found
	 * @return the entry
	 */
	static IndexedItem of(long siteId, Locale locale, PublishedText text) {
		SearchLanguage language = SearchLanguage.of(locale);
		return new IndexedItem(idOf(text.id()), siteId, stamp(text.stamp(), language), language, text, null);
	}

	/**
	 * Notes up to which of its versions a site is in the index, and in which language.
	 * @param siteId the number of the site
	 * @param note what is noted
	 * @return the entry, of which a site has one
	 */
	static IndexedItem note(long siteId, SiteNote note) {
		return new IndexedItem(NOTE, siteId, note.version(), null, null, note);
	}

	static String idOf(long itemId) {
		return Long.toString(itemId);
	}

	/** What stands for an item in one language; in another one it is indexed anew. */
	static long stamp(long stamp, SearchLanguage language) {
		return stamp * 31 + language.code().hashCode();
	}

	long siteId() {
		return this.siteId;
	}

	/** Of an item its stamp, of a note the version of the site. */
	long version() {
		return this.version;
	}

	@Nullable SearchLanguage language() {
		return this.language;
	}

	@Nullable PublishedText text() {
		return this.text;
	}

	@Nullable SiteNote note() {
		return this.note;
	}

}
