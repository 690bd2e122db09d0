package org.rowhouse.content;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.ibm.icu.text.Collator;
import org.rowhouse.content.SiteOutline.AuthorCount;

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
	 * Orders authors by name, and those that read the same by slug.
	 * @param locale the site's
	 * @return an order for any number of threads
	 */
	static Comparator<AuthorCount> ofAuthors(Locale locale) {
		return Comparator.comparing(AuthorCount::name, collator(locale)).thenComparing(AuthorCount::slug);
	}

	/**
	 * Orders pages by position, then by title, and those that read the same by path.
	 * @param locale the site's
	 * @return an order for any number of threads
	 */
	static Comparator<ItemSummary> ofPages(Locale locale) {
		return Comparator.comparingInt(ItemSummary::position)
			.thenComparing(ItemSummary::title, collator(locale))
			.thenComparing(ItemSummary::path);
	}

	/**
	 * Orders pages by position, then as the menu names them, then by title, and those
	 * that read the same by path.
	 * @param menu the site's menu
	 * @param locale the site's
	 * @return an order for any number of threads
	 */
	static Comparator<OutlinePage> ofPages(List<MenuEntry> menu, Locale locale) {
		Map<String, Integer> places = new HashMap<>();
		menu.forEach((entry) -> places.putIfAbsent(entry.path(), places.size()));
		return Comparator.comparingInt(OutlinePage::position)
			.thenComparing((page) -> places.getOrDefault(page.url(), Integer.MAX_VALUE))
			.thenComparing(OutlinePage::title, collator(locale))
			.thenComparing(OutlinePage::path);
	}

	/**
	 * Orders titles.
	 * @param locale the site's
	 * @return an order for any number of threads
	 */
	static Comparator<Object> ofTitles(Locale locale) {
		return collator(locale);
	}

	/** ICU keeps the rules of each language; what it hands out is a copy. */
	private static Collator collator(Locale locale) {
		return Collator.getInstance(locale).freeze();
	}

}
