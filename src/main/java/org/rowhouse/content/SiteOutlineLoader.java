package org.rowhouse.content;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.rowhouse.content.SiteOutline.AuthorCount;
import org.rowhouse.content.SiteOutline.TagCount;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Loads the outline of the bound site, all of it as it was at one moment. No post is
 * loaded: the database counts them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = PublishedContent.SECONDS)
class SiteOutlineLoader {

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final MenuItemRepository menu;

	SiteOutlineLoader(ContentItemRepository items, ItemTagRepository tags, MenuItemRepository menu) {
		this.items = items;
		this.tags = tags;
		this.menu = menu;
	}

	/**
	 * Loads the outline: at most six queries.
	 * @param locale the site's language, for the order of names
	 * @param zone the site's time zone, in which months begin
	 * @return the outline
	 */
	SiteOutline load(Locale locale, ZoneId zone) {
		Map<YearMonth, Long> months = months(zone);
		List<MenuEntry> entries = this.menu.inOrder().stream().map(MenuItem::toEntry).toList();
		List<OutlinePage> pages = shown(pages(SiteOutline.LEVELS, SiteOutline.MAX_PAGES));
		return new SiteOutline(entries, pages.stream().sorted(Collation.ofPages(entries, locale)).toList(),
				months.values().stream().mapToLong(Long::longValue).sum(), tags(locale), authors(locale), months);
	}

	/** Those with the shortest way first, hidden ones among them. */
	List<OutlinePage> pages(int levels, int limit) {
		return this.items.visiblePages("%/".repeat(levels) + "%", PageRequest.of(0, limit));
	}

	/** A page that is hidden takes what is below it along. */
	private static List<OutlinePage> shown(List<OutlinePage> pages) {
		Set<String> hidden = new HashSet<>();
		List<OutlinePage> shown = new ArrayList<>();
		for (OutlinePage page : pages) {
			if (page.hidden() || isBelowAny(hidden, page.path())) {
				hidden.add(page.path());
			}
			else {
				shown.add(page);
			}
		}
		return List.copyOf(shown);
	}

	private static boolean isBelowAny(Set<String> hidden, String path) {
		for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
			if (hidden.contains(path.substring(0, slash))) {
				return true;
			}
		}
		return false;
	}

	private List<TagCount> tags(Locale locale) {
		return this.tags.countVisible(PageRequest.of(0, SiteOutline.MAX_TAGS))
			.stream()
			.map((row) -> new TagCount(new Tag((String) row[0], (String) row[1]), count(row[2])))
			.sorted(Comparator.comparing(TagCount::tag, Collation.ofTags(locale)))
			.toList();
	}

	private List<AuthorCount> authors(Locale locale) {
		return this.items.countByAuthor(PageRequest.of(0, SiteOutline.MAX_AUTHORS))
			.stream()
			.map((row) -> new AuthorCount((String) row[0], (String) row[1], count(row[2])))
			.sorted(Collation.ofAuthors(locale))
			.toList();
	}

	/**
	 * The database counts by days of UTC. Nearly all of them lie in one month of the
	 * site's time zone; of those in which a month begins, each post is looked at.
	 */
	private Map<YearMonth, Long> months(ZoneId zone) {
		Map<YearMonth, Long> months = new TreeMap<>(Comparator.reverseOrder());
		List<Long> divided = new ArrayList<>();
		for (Object[] row : this.items.visiblePostDays()) {
			long day = count(row[0]);
			Instant begin = LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
			YearMonth first = YearMonth.from(begin.atZone(zone));
			Instant end = LocalDate.ofEpochDay(day + 1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
			if (first.equals(YearMonth.from(end.atZone(zone)))) {
				months.merge(first, count(row[1]), Long::sum);
			}
			else {
				divided.add(day);
			}
		}
		if (!divided.isEmpty()) {
			this.items.visiblePostTimes(divided)
				.forEach((time) -> months.merge(YearMonth.from(time.atZone(zone)), 1L, Long::sum));
		}
		return Collections.unmodifiableMap(months);
	}

	private static long count(Object number) {
		return ((Number) number).longValue();
	}

}
