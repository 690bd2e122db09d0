package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.SiteOutline.AuthorCount;
import org.rowhouse.content.SiteOutline.TagCount;
import org.rowhouse.site.CurrentSite;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What visitors of the bound site may see: what is published. A question that PostgreSQL
 * does not answer within {@value #SECONDS} seconds fails, so that it holds neither a
 * connection nor a permit for longer.
 */
@Service
@Transactional(readOnly = true, timeout = PublishedContent.SECONDS)
public class PublishedContent {

	static final int SECONDS = 5;

	private static final int MAX_RELATIVES = 500;

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final MenuItemRepository menu;

	private final PublishedRows published;

	private final CurrentSite currentSite;

	private final Clock clock = Clock.systemUTC();

	PublishedContent(ContentItemRepository items, ItemTagRepository tags, MenuItemRepository menu,
			PublishedRows published, CurrentSite currentSite) {
		this.items = items;
		this.tags = tags;
		this.menu = menu;
		this.published = published;
		this.currentSite = currentSite;
	}

	/**
	 * Finds a page with those around it.
	 * @param path its path without a slash at either end
	 * @return the page, if visitors may see it
	 * @throws GoneException if visitors may have seen it, and may no longer
	 */
	public Optional<PageView> page(String path) {
		return seen(ContentKind.PAGE, path).map(this::around);
	}

	/**
	 * Finds a post with its neighbours.
	 * @param slug its slug
	 * @return the post, if visitors may see it
	 * @throws GoneException if visitors may have seen it, and may no longer
	 */
	public Optional<PostView> post(String slug) {
		return seen(ContentKind.POST, slug).map(this::between);
	}

	/** What was never published is not there, even if it is in the archive. */
	private Optional<Item> seen(ContentKind kind, String path) {
		Optional<Item> found = this.published.findSeen(kind, path);
		Instant from = found.map(Item::publishAt).orElse(null);
		if (found.isEmpty() || found.get().state() == ContentState.PUBLISHED) {
			return found.map(this::withTagsInOrder);
		}
		if (from != null && !from.isAfter(this.clock.instant())) {
			throw new GoneException();
		}
		return Optional.empty();
	}

	private Item withTagsInOrder(Item item) {
		return (item.tags().size() < 2) ? item
				: item.with(item.tags().stream().sorted(Collation.ofTags(locale())).toList());
	}

	/**
	 * Returns the published pages around a page.
	 * @param page a page, published or not
	 * @return the page with those above and below it
	 */
	public PageView around(Item page) {
		List<String> above = new ArrayList<>();
		for (int slash = page.path().indexOf('/'); slash > 0; slash = page.path().indexOf('/', slash + 1)) {
			above.add(page.path().substring(0, slash));
		}
		if (page.path().isEmpty()) {
			return new PageView(page, List.of(), List.of());
		}
		Map<Boolean, List<ItemSummary>> found = relatives(above, page.path()).stream()
			.collect(Collectors.partitioningBy((item) -> above.contains(item.path())));
		return new PageView(page, found.getOrDefault(true, List.of()),
				found.getOrDefault(false, List.of()).stream().sorted(Collation.ofPages(locale())).toList());
	}

	/**
	 * Returns the published posts before and after a post.
	 * @param post a post, published or not
	 * @return the post with its neighbours
	 */
	public PostView between(Item post) {
		Instant at = (post.publishAt() != null) ? post.publishAt() : this.clock.instant();
		ItemSummary older = null;
		ItemSummary newer = null;
		for (ItemSummary neighbour : this.items.neighbours(at, post.id())) {
			Instant when = Objects.requireNonNull(neighbour.publishAt());
			if (when.isBefore(at) || (when.equals(at) && neighbour.id() < post.id())) {
				older = neighbour;
			}
			else {
				newer = neighbour;
			}
		}
		return new PostView(post, older, newer);
	}

	/**
	 * Lists the pages right below a page by position, those with the same one by title in
	 * the order of the site's language, without those that menus leave out.
	 * @param path the page's path; empty for the top level
	 * @return at most {@value #MAX_RELATIVES} pages
	 */
	public List<ItemSummary> pagesBelow(String path) {
		return relatives(List.of(), path).stream().sorted(Collation.ofPages(locale())).toList();
	}

	private List<ItemSummary> relatives(List<String> above, String path) {
		String below = (path.isEmpty()) ? "" : Like.escape(path) + "/";
		return this.items.visibleRelatives(above, below + "%", below + "%/%", PageRequest.of(0, MAX_RELATIVES));
	}

	/**
	 * Returns what the home page of the site shows.
	 * @param size how many posts at most
	 * @return its page and the first of its posts, those that are pinned before the
	 * others
	 */
	public HomeView home(int size) {
		Item page = this.published.findSeen(ContentKind.PAGE, "")
			.filter((seen) -> seen.state() == ContentState.PUBLISHED)
			.orElse(null);
		return new HomeView(page, posts(0, size));
	}

	/**
	 * Lists posts: those that are pinned, then the others, the newest first.
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public PostList posts(int page, int size) {
		return inOrder(this.published.posts(page * size, size));
	}

	/**
	 * Lists the posts of a month, the newest first.
	 * @param month the month
	 * @param zone the time zone in which it begins and ends
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public PostList postsOf(YearMonth month, ZoneId zone, int page, int size) {
		Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
		Instant to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
		return inOrder(this.published.postsBetween(from, to, page * size, size));
	}

	/**
	 * Finds a tag that published posts have, on a site that has more than its outline
	 * holds.
	 * @param slug the tag's slug
	 * @return the tag
	 */
	public Optional<TagCount> countTagged(String slug) {
		return counted(this.tags.countTagged(slug),
				(row) -> new TagCount(new Tag(slug, (String) row[0]), ((Number) row[1]).longValue()));
	}

	/**
	 * Lists the posts with a tag, the newest first.
	 * @param slug the tag's slug
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public PostList postsTagged(String slug, int page, int size) {
		return inOrder(this.published.postsTagged(slug, page * size, size));
	}

	/**
	 * Finds an author of published posts, on a site that has more than its outline holds.
	 * @param slug the form of the name in URLs
	 * @return the author
	 */
	public Optional<AuthorCount> countBy(String slug) {
		return counted(this.items.countBy(slug),
				(row) -> new AuthorCount(slug, (String) row[0], ((Number) row[1]).longValue()));
	}

	/** Of nothing at all there is a row as well, with the count 0. */
	private static <T> Optional<T> counted(List<Object[]> rows, Function<Object[], T> reader) {
		return rows.stream().filter((row) -> row[0] != null).findFirst().map(reader);
	}

	/**
	 * Lists the posts of an author, the newest first.
	 * @param slug the form of the author's name in URLs
	 * @param page which page of the list, from 0
	 * @param size how many a page has
	 * @return one page of the list
	 */
	public PostList postsBy(String slug, int page, int size) {
		return inOrder(this.published.postsBy(slug, page * size, size));
	}

	private PostList inOrder(PostList listed) {
		Comparator<Tag> order = Collation.ofTags(locale());
		Map<Long, List<Tag>> tags = new HashMap<>();
		listed.tags().forEach((post, ofPost) -> tags.put(post, ofPost.stream().sorted(order).toList()));
		return new PostList(listed.posts(), tags);
	}

	/**
	 * Returns the site's menu.
	 * @return the entries that were made for it, in order; empty if none were
	 */
	public List<MenuEntry> menu() {
		return this.menu.inOrder().stream().map(MenuItem::toEntry).toList();
	}

	private Locale locale() {
		return this.currentSite.get().locale();
	}

	/**
	 * A page and those around it.
	 *
	 * @param page the page; one that visitors see, without its Markdown
	 * @param above the pages above it, from the top, without the home page
	 * @param below the pages right below it, in the order of the tree
	 */
	public record PageView(Item page, List<ItemSummary> above, List<ItemSummary> below) {

	}

	/**
	 * A post and its neighbours.
	 *
	 * @param post the post; one that visitors see, without its Markdown
	 * @param older the next older one, or {@code null}
	 * @param newer the next newer one, or {@code null}
	 */
	public record PostView(Item post, @Nullable ItemSummary older, @Nullable ItemSummary newer) {

	}

	/**
	 * The home page.
	 *
	 * @param page its page without its Markdown, or {@code null}
	 * @param posts its posts
	 */
	public record HomeView(@Nullable Item page, PostList posts) {

	}

	/**
	 * One page of a list of posts.
	 *
	 * @param posts the posts in order
	 * @param tags the tags of those that have any, by the number of the post, by name in
	 * the order of the site's language
	 */
	public record PostList(List<ItemSummary> posts, Map<Long, List<Tag>> tags) {

	}

	/**
	 * Visitors may have seen what is asked for, and may no longer.
	 */
	public static class GoneException extends RuntimeException {

	}

}
