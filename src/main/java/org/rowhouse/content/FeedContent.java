package org.rowhouse.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rowhouse.site.CurrentSite;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What programs read of the bound site: its newest posts with their texts, and where
 * everything is that visitors can read.
 */
@Service
@Transactional(readOnly = true)
public class FeedContent {

	private final FeedRepository items;

	private final ItemRows rows;

	private final CurrentSite currentSite;

	FeedContent(FeedRepository items, ItemRows rows, CurrentSite currentSite) {
		this.items = items;
		this.rows = rows;
		this.currentSite = currentSite;
	}

	/**
	 * Returns the newest posts. Costs two queries.
	 * @param limit at most so many
	 * @return the posts, the newest first
	 */
	public List<FeedPost> newest(int limit) {
		return posts(this.items.newest(PageRequest.of(0, limit)));
	}

	/**
	 * Returns the newest posts with a tag. Costs two queries.
	 * @param slug the tag's slug
	 * @param limit at most so many
	 * @return the posts, the newest first
	 */
	public List<FeedPost> newest(String slug, int limit) {
		return posts(this.items.newestTagged(slug, PageRequest.of(0, limit)));
	}

	private List<FeedPost> posts(List<ContentItem> rows) {
		Map<Long, Set<Tag>> tags = this.rows.tagsOf(rows);
		return rows.stream().map((row) -> post(row, tags.getOrDefault(ContentItems.id(row), Set.of()))).toList();
	}

	private FeedPost post(ContentItem row, Set<Tag> tags) {
		Instant published = (row.publishAt() != null) ? row.publishAt() : row.updatedAt();
		return new FeedPost(Item.url(ContentKind.POST, row.path()), row.title(), row.excerpt(), row.html(), published,
				row.updatedAt(), tags.stream().sorted(Collation.ofTags(this.currentSite.get().locale())).toList(),
				row.details().author(), row.details().cover());
	}

	/**
	 * Counts the pages and posts that visitors can read and that belong to this site.
	 * @return how many there are
	 */
	public long countLocations() {
		return this.items.countOwn();
	}

	/**
	 * Lists pages and posts that visitors can read and that belong to this site, in an
	 * order that stays while nothing is added.
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return where they are
	 */
	public List<Location> locations(int page, int size) {
		return this.items.own(PageRequest.of(page, size))
			.stream()
			.map((row) -> new Location(Item.url((ContentKind) row[0], (String) row[1]), (Instant) row[2]))
			.toList();
	}

	/**
	 * Finds the name of a tag.
	 * @param slug its slug
	 * @return the tag, if a post that visitors can read has it
	 */
	public Optional<Tag> tag(String slug) {
		return this.items.namesOfTag(slug, PageRequest.of(0, 1))
			.stream()
			.findFirst()
			.map((name) -> new Tag(slug, name));
	}

	/**
	 * Where something is that visitors can read.
	 *
	 * @param path its path inside the site, with a slash in front
	 * @param updatedAt when it was last saved
	 */
	public record Location(String path, Instant updatedAt) {

	}

	/**
	 * A post as it stands in a feed.
	 *
	 * @param path where it is, with a slash in front
	 * @param title its title
	 * @param excerpt what it is about, plain text
	 * @param html its text as clean HTML, with the places of snippets
	 * @param publishedAt since when visitors can read it
	 * @param updatedAt when it was last saved
	 * @param tags its tags, in the order of the site's language
	 * @param author who is named as its author; may be empty
	 * @param cover the path of a picture that stands for it; may be empty
	 */
	public record FeedPost(String path, String title, String excerpt, String html, Instant publishedAt,
			Instant updatedAt, List<Tag> tags, String author, String cover) {

		/**
		 * Returns the post with another text.
		 * @param html clean HTML
		 * @return the same, with that text
		 */
		public FeedPost withHtml(String html) {
			return new FeedPost(this.path, this.title, this.excerpt, html, this.publishedAt, this.updatedAt, this.tags,
					this.author, this.cover);
		}

	}

}
