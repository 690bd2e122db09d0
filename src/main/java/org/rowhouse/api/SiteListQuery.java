package org.rowhouse.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.overview.SiteCriteria;
import org.rowhouse.overview.SiteHealth;
import org.rowhouse.overview.SiteSort;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteState;

/**
 * What is asked of the list of sites: which, and in which order.
 *
 * @param q what key, name or an address must contain
 * @param tag a tag that it has, in any case
 * @param template whether others may begin as a copy of it
 * @param state the state
 * @param theme the name of the theme
 * @param health how it is doing
 * @param sort by what; by name if absent
 * @param order {@code reversed} for the other end first
 */
record SiteListQuery(@Nullable String q, @Nullable String tag, @Nullable Boolean template, @Nullable String state,
		@Nullable String theme, @Nullable String health, @Nullable String sort, @Nullable String order) {

	private static final String REVERSED = "reversed";

	/**
	 * Reads it.
	 * @param labelled whether the person may know how the platform labels sites
	 * @throws InvalidInputException if a word means nothing
	 */
	SiteCriteria toCriteria(boolean labelled) {
		return new SiteCriteria((this.q != null) ? this.q : "", (labelled && this.tag != null) ? this.tag : "",
				read("state", this.state, SiteListQuery::state, Stream.of(SiteState.values()).map(SiteListQuery::word)),
				(this.theme != null) ? this.theme : "",
				read("health", this.health, SiteHealth::of, Stream.of(SiteHealth.values()).map(SiteHealth::word)),
				(labelled) ? this.template : null);
	}

	SiteSort toSort() {
		SiteSort wanted = read("sort", this.sort, SiteSort::of, Stream.of(SiteSort.values()).map(SiteSort::word));
		return (wanted != null) ? wanted : SiteSort.NAME;
	}

	boolean isReversed() {
		if (this.order != null && !this.order.equals(REVERSED)) {
			throw new InvalidInputException("order", "'order' is 'reversed' or absent.");
		}
		return this.order != null;
	}

	/**
	 * Refuses what a list that is read with a cursor cannot do, rather than answer with
	 * more than was asked for.
	 * @throws InvalidInputException at what must be left out
	 */
	void requireNamesAlone() {
		Map<String, String> errors = new LinkedHashMap<>();
		Stream
			.of(new Asked("template", this.template), new Asked("state", this.state), new Asked("theme", this.theme),
					new Asked("health", this.health), new Asked("sort", this.sort), new Asked("order", this.order))
			.filter((asked) -> asked.value() != null)
			.forEach((asked) -> errors.put(asked.name(),
					"With 'cursor' sites come by name, chosen by 'q' and 'tag'. Leave this out, or ask for a 'page'."));
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
	}

	private static Optional<SiteState> state(String word) {
		return Arrays.stream(SiteState.values()).filter((state) -> word(state).equals(word)).findFirst();
	}

	private static String word(SiteState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	private static <T> @Nullable T read(String name, @Nullable String word, Function<String, Optional<T>> reader,
			Stream<String> words) {
		return (word == null || word.isEmpty()) ? null
				: reader.apply(word)
					.orElseThrow(() -> new InvalidInputException(name,
							"'" + name + "' is one of " + words.collect(Collectors.joining(", ")) + "."));
	}

	private record Asked(String name, @Nullable Object value) {

	}

}
