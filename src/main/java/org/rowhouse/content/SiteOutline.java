package org.rowhouse.content;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is the same for every page of a site: everything that navigation is made of.
 *
 * @param menu the entries that were made for the menu, in order; empty if none were
 * @param pages the published pages but the home page, at most {@value #MAX_PAGES} with at
 * most {@value #LEVELS} names in their paths, without those that menus leave out and what
 * is below these; those below the same page by position, of those with the same one the
 * pages that the menu names and in its order, and then the others by title in the order
 * of the site's language
 * @param posts how many posts are published
 * @param tags those that published posts have, by name in the order of the site's
 * language; of more than {@value #MAX_TAGS} those with the most posts
 * @param authors those of published posts, by name in the order of the site's language;
 * of more than {@value #MAX_AUTHORS} those with the most posts
 * @param months how many posts each month of the site's time zone has, the newest first
 */
public record SiteOutline(List<MenuEntry> menu, List<OutlinePage> pages, long posts, List<TagCount> tags,
		List<AuthorCount> authors, Map<YearMonth, Long> months) {

	static final int LEVELS = 3;

	static final int MAX_PAGES = 500;

	static final int MAX_TAGS = 2_000;

	static final int MAX_AUTHORS = 500;

	/** About what a record and its place in a list take. */
	private static final int RECORD = 100;

	/**
	 * Finds a tag by its slug.
	 * @param slug the tag's form in URLs
	 * @return the tag, if it is one of {@link #tags()}
	 */
	public Optional<TagCount> tag(String slug) {
		return this.tags.stream().filter((known) -> known.tag().slug().equals(slug)).findFirst();
	}

	/**
	 * Finds an author by the slug of the name.
	 * @param slug the name's form in URLs
	 * @return the author, if it is one of {@link #authors()}
	 */
	public Optional<AuthorCount> author(String slug) {
		return this.authors.stream().filter((known) -> known.slug().equals(slug)).findFirst();
	}

	/**
	 * Tells whether there can be others than {@link #tags()}.
	 * @return whether {@link PublishedContent#countTagged} may find another one
	 */
	public boolean isMissingTags() {
		return this.tags.size() == MAX_TAGS;
	}

	/**
	 * Tells whether there can be others than {@link #authors()}.
	 * @return whether {@link PublishedContent#countBy} may find another one
	 */
	public boolean isMissingAuthors() {
		return this.authors.size() == MAX_AUTHORS;
	}

	/** About how many bytes of memory it takes. */
	int weight() {
		long bytes = 1_000 + (long) RECORD * this.months.size();
		bytes += this.menu.stream().mapToLong((entry) -> texts(entry.label(), entry.path())).sum();
		bytes += this.pages.stream().mapToLong((page) -> texts(page.title(), page.path())).sum();
		bytes += this.tags.stream().mapToLong((tag) -> texts(tag.tag().name(), tag.tag().slug())).sum();
		bytes += this.authors.stream().mapToLong((author) -> texts(author.name(), author.slug())).sum();
		return Math.toIntExact(bytes);
	}

	private static long texts(String one, String other) {
		return RECORD + 2L * (one.length() + other.length());
	}

	/**
	 * A tag and how many posts have it.
	 *
	 * @param tag the tag
	 * @param count how many
	 */
	public record TagCount(Tag tag, long count) {

	}

	/**
	 * Somebody who is named as the author of posts.
	 *
	 * @param slug the name's form in URLs
	 * @param name the name
	 * @param count how many posts
	 */
	public record AuthorCount(String slug, String name, long count) {

	}

}
