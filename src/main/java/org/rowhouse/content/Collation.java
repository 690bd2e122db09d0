package org.rowhouse.content;

import java.util.Comparator;
import java.util.Locale;

import com.ibm.icu.text.Collator;

/**
 * The order in which readers of a language look for words: that of CLDR, which differs
 * from the order of characters and from what a database does.
 */
final class Collation {

	private Collation() {
	}

	/**
	 * Orders tags by name, and those that read the same by slug.
	 * @param locale the site's
	 * @return an order for any number of threads
	 */
	static Comparator<Tag> ofTags(Locale locale) {
		return Comparator.comparing(Tag::name, collator(locale)).thenComparing(Tag::slug);
	}

	/**
	 * Orders pages by title, and those that read the same by path.
	 * @param locale the site's
	 * @return an order for any number of threads
	 */
	static Comparator<ItemSummary> ofPages(Locale locale) {
		return Comparator.comparing(ItemSummary::title, collator(locale)).thenComparing(ItemSummary::path);
	}

	/** ICU keeps the rules of each language; what it hands out is a copy. */
	private static Collator collator(Locale locale) {
		return Collator.getInstance(locale).freeze();
	}

}
