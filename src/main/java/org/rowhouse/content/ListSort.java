package org.rowhouse.content;

import java.util.Locale;

import org.springframework.data.domain.Sort;

/**
 * In which order a list of pages or posts stands.
 */
public enum ListSort {

	/** What has no date yet, then the newest first. */
	DATE("publishAt", true),

	/** By title, then path. */
	TITLE("listed", false),

	/** What was saved last first. */
	CHANGED("updatedAt", true);

	private final String property;

	private final boolean descending;

	ListSort(String property, boolean descending) {
		this.property = property;
		this.descending = descending;
	}

	/**
	 * Returns the word for this order in URLs.
	 * @return such as {@code title}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds an order by its word.
	 * @param word such as {@code title}
	 * @param otherwise what any other word means
	 * @return the order
	 */
	public static ListSort of(String word, ListSort otherwise) {
		for (ListSort sort : values()) {
			if (sort.word().equals(word)) {
				return sort;
			}
		}
		return otherwise;
	}

	/**
	 * The same order for few that are fetched one by one. With all columns of the index
	 * H2 would read it whole to spare itself the sorting.
	 */
	Sort toSortOfFew(boolean backwards) {
		return Sort.by(toSort(backwards).stream()
			.filter((order) -> !order.getProperty().equals("siteId") && !order.getProperty().equals("kind"))
			.toList());
	}

	/**
	 * The columns of an index from its first one on, since H2 takes an index for sorting
	 * only if the order names all of them, and reads it from its end only if each of them
	 * is turned round.
	 * @param backwards whether the list is read from its end
	 */
	Sort toSort(boolean backwards) {
		boolean down = this.descending != backwards;
		Sort.Order main = (down) ? Sort.Order.desc(this.property) : Sort.Order.asc(this.property);
		Sort.Order last = (down) ? Sort.Order.desc("id") : Sort.Order.asc("id");
		Sort.Order placed = (this != DATE) ? main : (backwards) ? main.nullsLast() : main.nullsFirst();
		Sort.Direction same = (backwards) ? Sort.Direction.DESC : Sort.Direction.ASC;
		return Sort.by(new Sort.Order(same, "siteId"), new Sort.Order(same, "kind"), placed, last);
	}

}
