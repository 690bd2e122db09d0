package org.rowhouse.content;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What visitors of the bound site may see: what is published. A question that the
 * database does not answer within {@value #SECONDS} seconds fails, so that it holds
 * neither a connection nor a permit for longer.
 */
@Service
@Transactional(readOnly = true, timeout = PublishedContent.SECONDS)
public class PublishedContent {

	static final int SECONDS = 5;

	private static final Sort NEWEST_FIRST = Sort.by(Sort.Order.desc("publishAt"), Sort.Order.desc("id"));

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final MenuItemRepository menu;

	private final ContentItems contentItems;

	private final CurrentSite currentSite;

	PublishedContent(ContentItemRepository items, ItemTagRepository tags, MenuItemRepository menu,
			ContentItems contentItems, CurrentSite currentSite) {
		this.items = items;
		this.tags = tags;
		this.menu = menu;
		this.contentItems = contentItems;
		this.currentSite = currentSite;
	}

	/**
	 * Finds a page or post.
	 * @param kind page or post
	 * @param path of a page its path without a slash at either end, of a post its slug
	 * @return the item, if visitors may see it
	 */
	public Optional<Item> find(ContentKind kind, String path) {
		return this.items.findVisible(kind, path).map(this.contentItems::toItem);
	}

	/**
	 * Lists the pages above a page.
	 * @param path the page's path
	 * @return those that exist, from the top, without the home page
	 */
	public List<ItemSummary> pagesAbove(String path) {
		List<String> above = new ArrayList<>();
		for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
			above.add(path.substring(0, slash));
		}
		return (above.isEmpty()) ? List.of() : this.items.visiblePagesAt(above);
	}

	/**
	 * Lists the pages right below a page, by title in the order of the site's language.
	 * @param path the page's path; empty for the top level
	 * @return the pages
	 */
	public List<ItemSummary> pagesBelow(String path) {
		String below = (path.isEmpty()) ? "" : Like.escape(path) + "/";
		return this.items.visibleChildren(below + "%", below + "%/%")
			.stream()
			.sorted(Collation.ofPages(locale()))
			.toList();
	}

	/**
	 * Lists the pages but the home page, those with the shortest way first.
	 * @param levels how many names a path has at most; {@code a/b} has two
	 * @param limit at most so many
	 * @return the pages; one above another comes before it
	 */
	public List<ItemSummary> pages(int levels, int limit) {
		return this.items.visiblePages("%/".repeat(levels) + "%", PageRequest.of(0, limit));
	}

	/**
	 * Lists posts, the newest first.
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public Page<ItemSummary> posts(int page, int size) {
		return this.items.visiblePosts(PageRequest.of(page, size, NEWEST_FIRST));
	}

	/**
	 * Lists the posts of a month, the newest first.
	 * @param month the month
	 * @param zone the time zone in which it begins and ends
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public Page<ItemSummary> postsOf(YearMonth month, ZoneId zone, int page, int size) {
		Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
		Instant to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
		return this.items.visiblePostsBetween(from, to, PageRequest.of(page, size, NEWEST_FIRST));
	}

	/**
	 * Lists the posts with a tag, the newest first.
	 * @param slug the tag's slug
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public Page<ItemSummary> postsTagged(String slug, int page, int size) {
		return this.items.visiblePostsTagged(slug, PageRequest.of(page, size, NEWEST_FIRST));
	}

	/**
	 * Returns the newest posts with their texts.
	 * @param limit at most this many
	 * @return the posts, the newest first
	 */
	public List<Item> newestPosts(int limit) {
		return this.items.newestPosts(PageRequest.of(0, limit)).stream().map(this.contentItems::toItem).toList();
	}

	/**
	 * Finds the post before another one.
	 * @param post a published post
	 * @return the next older one, or {@code null}
	 */
	public @Nullable ItemSummary before(Item post) {
		return first(this.items.olderPosts(publishedAt(post), post.id(), PageRequest.of(0, 1)));
	}

	/**
	 * Finds the post after another one.
	 * @param post a published post
	 * @return the next newer one, or {@code null}
	 */
	public @Nullable ItemSummary after(Item post) {
		return first(this.items.newerPosts(publishedAt(post), post.id(), PageRequest.of(0, 1)));
	}

	/**
	 * Returns the tags of several items.
	 * @param listed the items
	 * @return tags by the number of the item, by name in the order of the site's language
	 */
	public Map<Long, List<Tag>> tagsOf(List<ItemSummary> listed) {
		if (listed.isEmpty()) {
			return Map.of();
		}
		Comparator<Tag> order = Collation.ofTags(locale());
		return this.tags.ofItems(listed.stream().map(ItemSummary::id).toList())
			.stream()
			.collect(Collectors.groupingBy(ItemTag::itemId, Collectors.mapping(ItemTag::toTag, Collectors
				.collectingAndThen(Collectors.toList(), (ofItem) -> ofItem.stream().sorted(order).toList()))));
	}

	/**
	 * Counts the posts of each tag.
	 * @return tags that have posts, by name in the order of the site's language
	 */
	public List<TagCount> tags() {
		Comparator<Tag> order = Collation.ofTags(locale());
		return this.tags.countVisible()
			.stream()
			.map((row) -> new TagCount(new Tag((String) row[0], (String) row[1]), ((Number) row[2]).longValue()))
			.sorted(Comparator.comparing(TagCount::tag, order))
			.toList();
	}

	/**
	 * Counts the posts of each month.
	 * @param zone the time zone in which months begin
	 * @return counts by month, the newest first
	 */
	public Map<YearMonth, Long> months(ZoneId zone) {
		return this.items.visiblePostTimes()
			.stream()
			.collect(Collectors.groupingBy((Instant time) -> YearMonth.from(time.atZone(zone)),
					() -> new TreeMap<YearMonth, Long>(Comparator.reverseOrder()), Collectors.counting()));
	}

	/**
	 * Returns the site's menu.
	 * @return the entries that were made for it, in order; empty if none were
	 */
	public List<MenuEntry> menu() {
		return this.menu.inOrder().stream().map(MenuItem::toEntry).toList();
	}

	/**
	 * Lists all pages and posts.
	 * @param limit at most so many
	 * @return those that visitors may see, the last changed first
	 */
	public List<ItemSummary> everything(int limit) {
		return this.items.visible(PageRequest.of(0, limit));
	}

	private static @Nullable ItemSummary first(List<ItemSummary> found) {
		return (found.isEmpty()) ? null : found.get(0);
	}

	/** What is published has a time. */
	private static Instant publishedAt(Item post) {
		return Objects.requireNonNull(post.publishAt());
	}

	private Locale locale() {
		return this.currentSite.get().locale();
	}

	/**
	 * A tag and how many posts have it.
	 *
	 * @param tag the tag
	 * @param count how many
	 */
	public record TagCount(Tag tag, long count) {

	}

}
