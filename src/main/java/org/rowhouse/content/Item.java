package org.rowhouse.content;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page or post of the bound site, whole.
 *
 * @param id its number
 * @param kind page or post
 * @param path of a page its path without a slash at either end, of a post its slug
 * @param title its title
 * @param summary what its author wrote to sum it up; may be empty
 * @param excerpt the summary, or the beginning of the text; plain text
 * @param markdown its text; empty where visitors are shown the item, who get the HTML
 * @param html its text as clean HTML
 * @param template the template that shows it, or the empty string for the usual one
 * @param state where it is on its way to visitors
 * @param publishAt from when on visitors see it once published
 * @param tags its tags by name
 * @param details what it has beside its text
 * @param source the file it comes from, or {@code null}
 * @param origin the item of another site that it repeats, or {@code null}
 * @param version a number that every save raises
 * @param updatedAt when it was last saved
 * @param updatedBy who saved it; empty if nobody who signed in
 */
public record Item(long id, ContentKind kind, String path, String title, String summary, String excerpt,
		String markdown, String html, String template, ContentState state, @Nullable Instant publishAt, List<Tag> tags,
		ItemDetails details, @Nullable String source, @Nullable Origin origin, long version, Instant updatedAt,
		String updatedBy) {

	/**
	 * Returns where visitors find it.
	 * @return the path inside the site, with a slash in front
	 */
	public String url() {
		return Item.url(this.kind, this.path);
	}

	/**
	 * Returns the same with other tags.
	 * @param others tags by name
	 * @return an item
	 */
	Item with(List<Tag> others) {
		return new Item(this.id, this.kind, this.path, this.title, this.summary, this.excerpt, this.markdown, this.html,
				this.template, this.state, this.publishAt, others, this.details, this.source, this.origin, this.version,
				this.updatedAt, this.updatedBy);
	}

	/**
	 * Returns the item as it could be typed again.
	 * @return a draft; the home page is {@code index}
	 */
	public Draft toDraft() {
		return new Draft((this.kind == ContentKind.PAGE && this.path.isEmpty()) ? "index" : this.path, this.title,
				this.summary, this.markdown, this.template, this.state, this.publishAt,
				this.tags.stream().map(Tag::name).toList(), this.details);
	}

	/**
	 * Returns the item as it stands in a list.
	 * @return the item without its text
	 */
	public ItemSummary toSummary() {
		return new ItemSummary(this.id, this.kind, this.path, this.title, this.excerpt, this.state, this.publishAt,
				this.source, this.updatedAt, this.details.author(), this.details.cover(), this.details.coverAlt(),
				this.details.pinned(), this.details.hidden(), this.details.position());
	}

	/**
	 * Returns the form of an author's name in URLs.
	 * @param author the name
	 * @return a slug
	 */
	public static String slug(String author) {
		return Slugs.of(author);
	}

	/**
	 * Returns a path as people see and type it: the home page has the empty one.
	 * @param kind page or post
	 * @param path the path
	 * @return the path, or {@code index}
	 */
	public static String shownPath(ContentKind kind, String path) {
		return (kind == ContentKind.PAGE && path.isEmpty()) ? "index" : path;
	}

	static String url(ContentKind kind, String path) {
		return (kind == ContentKind.POST) ? "/posts/" + path : "/" + path;
	}

}
