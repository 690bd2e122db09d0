package org.rowhouse.overview;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * What a list of sites is sorted by. Where sites are alike, and where nothing is known of
 * them, they are in the order of their names.
 */
public enum SiteSort {

	/** By name, from A. */
	NAME(false),

	/** By state: those that answer first. */
	STATE(false),

	/** By the name of the theme, from A. */
	THEME(false),

	/** By health, the worst first. */
	HEALTH(true),

	/** By the requests of the last 24 hours, the most first. */
	REQUESTS(true),

	/** By the failed requests of the last 24 hours, the most first. */
	ERRORS(true),

	/** By what they keep, the most first. */
	STORAGE(true),

	/** By when something was published last, the latest first. */
	PUBLISHED(true);

	private final boolean descending;

	SiteSort(boolean descending) {
		this.descending = descending;
	}

	/**
	 * Returns the name in URLs.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds one.
	 * @param word what somebody asks for
	 * @return the one of that name
	 */
	public static Optional<SiteSort> of(String word) {
		return Arrays.stream(values()).filter((sort) -> sort.word().equals(word)).findFirst();
	}

	/**
	 * Tells which end of the list comes first.
	 * @return whether the largest does, unless somebody wants it otherwise
	 */
	public boolean isDescending() {
		return this.descending;
	}

	/** By this alone; by name all are alike. */
	Comparator<SiteOverview> comparator(boolean reversed) {
		Comparator<SiteOverview> ascending = switch (this) {
			case NAME -> Comparator.comparingInt((overview) -> 0);
			case STATE -> Comparator.comparing((overview) -> overview.site().state());
			case THEME -> Comparator.comparing((overview) -> overview.site().theme());
			case HEALTH -> Comparator.comparing(SiteOverview::health);
			case REQUESTS -> Comparator.comparingLong((overview) -> overview.day().requests());
			case ERRORS -> Comparator.comparingLong((overview) -> overview.day().serverErrors());
			case STORAGE ->
				Comparator.comparingLong((overview) -> (overview.storedBytes() != null) ? overview.storedBytes() : -1);
			case PUBLISHED -> Comparator
				.comparing((overview) -> (overview.lastPublished() != null) ? overview.lastPublished() : Instant.MIN);
		};
		return (this.descending != reversed) ? ascending.reversed() : ascending;
	}

}
