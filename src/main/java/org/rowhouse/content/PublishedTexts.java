package org.rowhouse.content;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * All texts of the bound site that visitors may see, in parts small enough for the
 * memory, for those who make something of the whole of it.
 */
@Service
@Transactional(readOnly = true)
public class PublishedTexts {

	private final PublishedTextRepository items;

	private final ItemTagRepository tags;

	PublishedTexts(PublishedTextRepository items, ItemTagRepository tags) {
		this.items = items;
		this.tags = tags;
	}

	/**
	 * Tells which items there are, without their texts.
	 * @param after the number of the last item that is known already, or 0
	 * @param limit at most so many
	 * @return the next items in the order of their numbers
	 */
	public List<Stamp> stampsAfter(long after, int limit) {
		return this.items.stampsAfter(after, PageRequest.of(0, limit))
			.stream()
			.map((row) -> new Stamp((Long) row[0], stamp((Long) row[1], (Instant) row[2], (String) row[3]),
					Item.url((ContentKind) row[4], (String) row[3])))
			.toList();
	}

	/**
	 * Reads items one after the other.
	 * @param after the number of the last item that was read, or 0
	 * @param limit at most so many
	 * @return the next items in the order of their numbers
	 */
	public List<PublishedText> textsAfter(long after, int limit) {
		return toTexts(this.items.after(after, PageRequest.of(0, limit)));
	}

	/**
	 * Reads items.
	 * @param ids their numbers, at most some hundreds
	 * @return those that visitors may see
	 */
	public List<PublishedText> texts(Collection<Long> ids) {
		return (ids.isEmpty()) ? List.of() : toTexts(this.items.of(ids));
	}

	private List<PublishedText> toTexts(List<ContentItem> rows) {
		if (rows.isEmpty()) {
			return List.of();
		}
		Map<Long, List<String>> names = this.tags.ofItems(rows.stream().map(ContentItems::id).toList())
			.stream()
			.collect(Collectors.groupingBy(ItemTag::itemId,
					Collectors.mapping((tag) -> tag.toTag().name(), Collectors.toList())));
		return rows.stream().map((row) -> toText(row, names.getOrDefault(ContentItems.id(row), List.of()))).toList();
	}

	private static PublishedText toText(ContentItem row, List<String> tags) {
		return new PublishedText(ContentItems.id(row), stamp(row.version(), row.updatedAt(), row.path()), row.kind(),
				Item.url(row.kind(), row.path()), row.title(), row.summary(), row.excerpt(),
				TextOfHtml.of(Snippets.withoutPlaces(row.html())), tags.stream().sorted().toList(), row.publishAt());
	}

	private static long stamp(long version, Instant updatedAt, String path) {
		return (version * 31 + updatedAt.getEpochSecond() * 1_000_000_000L + updatedAt.getNano()) * 31
				+ path.hashCode();
	}

	/**
	 * Which version of an item there is.
	 *
	 * @param id the item's number
	 * @param stamp a number that differs from that of every earlier version
	 * @param url where it is, with a slash in front
	 */
	public record Stamp(long id, long stamp, String url) {

	}

}
