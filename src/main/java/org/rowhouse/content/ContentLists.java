package org.rowhouse.content;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists of the pages and posts of the bound site, for those who write them. A page of a
 * list costs three narrow queries: how many there are, which stand on the page, and what
 * those are. The first two are answered by an index alone; what lies in the second half
 * is read from the end.
 */
@Service
@Transactional(readOnly = true)
public class ContentLists {

	/**
	 * So many items are sooner fetched one by one than found in the order of the list.
	 */
	private static final int FEW = 1_000;

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final CurrentSite currentSite;

	ContentLists(ContentItemRepository items, ItemTagRepository tags, CurrentSite currentSite) {
		this.items = items;
		this.tags = tags;
		this.currentSite = currentSite;
	}

	/**
	 * Lists items.
	 * @param kind pages or posts
	 * @param filter which of them
	 * @param sort in which order
	 * @param number which page of the list, from 0; beyond the end it is the last one
	 * @param size how many a page has, at least 1
	 * @return one page of the list
	 */
	public Page<ItemSummary> list(ContentKind kind, ListFilter filter, ListSort sort, int number, int size) {
		Criteria criteria = Criteria.of(kind, filter, this.currentSite.get().timeZone());
		Tagged tagged = tagged(criteria.tag());
		long total = count(criteria, tagged);
		int last = (int) Math.max(0, (total - 1) / size);
		int page = Math.min(Math.max(0, number), last);
		List<Long> ids = ids(criteria, tagged, sort, page, size, total);
		return new PageImpl<>(inOrder(ids), PageRequest.of(page, size), total);
	}

	/**
	 * Lists items by title, from a place on: what is added or goes before that place
	 * moves nothing.
	 * @param kind pages or posts
	 * @param filter which of them
	 * @param after the last place that is known, or {@code null} to begin
	 * @param size how many, at least 1
	 * @return the next ones
	 */
	public Following following(ContentKind kind, ListFilter filter, @Nullable Place after, int size) {
		Criteria criteria = Criteria.of(kind, filter, this.currentSite.get().timeZone());
		Place from = (after != null) ? after : new Place("", 0);
		List<Object[]> rows = this.items.listedAfter(criteria.kind(), criteria.pattern(), criteria.states(),
				criteria.author(), criteria.always(), criteria.from(), criteria.to(), from.listed(), from.id(),
				criteria.tag(), PageRequest.of(0, size + 1, ListSort.TITLE.toSort(false)));
		List<Object[]> shown = rows.subList(0, Math.min(size, rows.size()));
		Object[] last = (rows.size() > size) ? rows.get(size - 1) : null;
		return new Following(inOrder(shown.stream().map((row) -> (Long) row[0]).toList()),
				(last != null) ? new Place((String) last[1], (Long) last[0]) : null);
	}

	/**
	 * Returns the tags of listed items.
	 * @param listed the items
	 * @return tags by the number of the item, by name in the order of the site's language
	 */
	public Map<Long, List<Tag>> tagsOf(List<ItemSummary> listed) {
		if (listed.isEmpty()) {
			return Map.of();
		}
		return this.tags.ofItems(listed.stream().map(ItemSummary::id).toList())
			.stream()
			.collect(Collectors.groupingBy(ItemTag::itemId,
					Collectors.mapping(ItemTag::toTag, Collectors.collectingAndThen(Collectors.toList(), (all) -> {
						all.sort(Collation.ofTags(this.currentSite.get().locale()));
						return all;
					}))));
	}

	private Tagged tagged(String tag) {
		long count = (tag.isEmpty()) ? 0 : this.tags.countItems(tag);
		return new Tagged(count,
				(count > 0 && count <= FEW) ? this.tags.itemIds(tag, Pageable.ofSize(FEW)) : List.of());
	}

	private long count(Criteria criteria, Tagged tagged) {
		if (criteria.tag().isEmpty()) {
			return this.items.countListed(criteria.kind(), criteria.pattern(), criteria.states(), criteria.author(),
					criteria.always(), criteria.from(), criteria.to());
		}
		if (tagged.count() == 0 || criteria.byTagAlone()) {
			return tagged.count();
		}
		return (!tagged.few().isEmpty())
				? this.items.countListedOfFew(criteria.kind(), criteria.pattern(), criteria.states(), criteria.author(),
						criteria.always(), criteria.from(), criteria.to(), tagged.few())
				: this.items.countListedTagged(criteria.kind(), criteria.pattern(), criteria.states(),
						criteria.author(), criteria.always(), criteria.from(), criteria.to(), criteria.tag());
	}

	/**
	 * The second half is read backwards, so that the last page is as near as the first.
	 */
	private List<Long> ids(Criteria criteria, Tagged tagged, ListSort sort, int page, int size, long total) {
		long from = (long) page * size;
		int count = (int) Math.min(size, total - from);
		if (count <= 0) {
			return List.of();
		}
		boolean backwards = from > total / 2;
		Stretch stretch = new Stretch((backwards) ? total - from - count : from, count,
				(tagged.few().isEmpty()) ? sort.toSort(backwards) : sort.toSortOfFew(backwards));
		List<Long> ids = new ArrayList<>(ids(criteria, tagged, stretch));
		if (backwards) {
			Collections.reverse(ids);
		}
		return ids;
	}

	private List<Long> ids(Criteria criteria, Tagged tagged, Stretch stretch) {
		if (criteria.tag().isEmpty()) {
			return this.items.listed(criteria.kind(), criteria.pattern(), criteria.states(), criteria.author(),
					criteria.always(), criteria.from(), criteria.to(), stretch);
		}
		return (!tagged.few().isEmpty())
				? this.items.listedOfFew(criteria.kind(), criteria.pattern(), criteria.states(), criteria.author(),
						criteria.always(), criteria.from(), criteria.to(), tagged.few(), stretch)
				: this.items.listedTagged(criteria.kind(), criteria.pattern(), criteria.states(), criteria.author(),
						criteria.always(), criteria.from(), criteria.to(), criteria.tag(), stretch);
	}

	private List<ItemSummary> inOrder(List<Long> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		Map<Long, ItemSummary> byId = new HashMap<>();
		this.items.summaries(ids).forEach((item) -> byId.put(item.id(), item));
		return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Where an item stands in the order of titles.
	 *
	 * @param listed its title and path as they are compared
	 * @param id its number
	 */
	public record Place(String listed, long id) {

	}

	/**
	 * The next items of a list.
	 *
	 * @param items the items
	 * @param next where more begin, or {@code null} if these are the last
	 */
	public record Following(List<ItemSummary> items, @Nullable Place next) {

	}

	/** How many have a tag, and which if these are few. */
	private record Tagged(long count, List<Long> few) {

	}

	/**
	 * A filter as queries take it.
	 */
	private record Criteria(ContentKind kind, String pattern, Set<ContentState> states, String author, boolean always,
			Instant from, Instant to, String tag) {

		/** Only posts have tags. */
		boolean byTagAlone() {
			return this.kind == ContentKind.POST && !this.tag.isEmpty() && this.pattern.equals("%%") && this.always
					&& this.author.isEmpty() && this.states.size() == ContentState.values().length;
		}

		static Criteria of(ContentKind kind, ListFilter filter, ZoneId zone) {
			boolean always = filter.year() == null;
			int year = (filter.year() != null) ? filter.year().getValue() : 2000;
			return new Criteria(kind, "%" + Like.escape(ListedText.fold(filter.text().strip())) + "%",
					(filter.state() != null) ? EnumSet.of(filter.state()) : EnumSet.allOf(ContentState.class),
					Slugs.of(filter.author().strip()), always, LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant(),
					LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant(), Slugs.of(filter.tag().strip()));
		}

	}

	/**
	 * A part of a list that does not begin at the border of a page.
	 */
	private record Stretch(long offset, int size, Sort order) implements Pageable {

		@Override
		public int getPageNumber() {
			return (int) (this.offset / this.size);
		}

		@Override
		public int getPageSize() {
			return this.size;
		}

		@Override
		public long getOffset() {
			return this.offset;
		}

		@Override
		public Sort getSort() {
			return this.order;
		}

		@Override
		public Stretch next() {
			return new Stretch(this.offset + this.size, this.size, this.order);
		}

		@Override
		public Stretch previousOrFirst() {
			return new Stretch(Math.max(0, this.offset - this.size), this.size, this.order);
		}

		@Override
		public Stretch first() {
			return new Stretch(0, this.size, this.order);
		}

		@Override
		public Stretch withPage(int pageNumber) {
			return new Stretch((long) pageNumber * this.size, this.size, this.order);
		}

		@Override
		public boolean hasPrevious() {
			return this.offset > 0;
		}

	}

}
