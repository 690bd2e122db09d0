package org.rowhouse.admin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.overview.SiteCriteria;
import org.rowhouse.overview.SiteHealth;
import org.rowhouse.overview.SiteSort;
import org.rowhouse.site.SiteState;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is asked of the list of sites: which, and in which order. Words that mean nothing
 * leave nothing out.
 */
record DashboardForm(@Nullable String q, @Nullable String tag, @Nullable String state, @Nullable String theme,
		@Nullable String health, @Nullable String sort, @Nullable String order) {

	private static final String REVERSED = "reversed";

	DashboardForm withoutTag() {
		return new DashboardForm(this.q, null, this.state, this.theme, this.health, this.sort, this.order);
	}

	SiteCriteria toCriteria() {
		return new SiteCriteria(shortened(this.q), shortened(this.tag), state(this.state), shortened(this.theme),
				SiteHealth.of(shortened(this.health)).orElse(null), null);
	}

	/** The state of this name, or {@code null} if there is none. */
	static @Nullable SiteState state(@Nullable String word) {
		return Arrays.stream(SiteState.values())
			.filter((known) -> known.name().toLowerCase(Locale.ROOT).equals(word))
			.findFirst()
			.orElse(null);
	}

	SiteSort toSort() {
		return SiteSort.of(shortened(this.sort)).orElse(SiteSort.NAME);
	}

	boolean isReversed() {
		return REVERSED.equals(this.order);
	}

	/** Which sites, as fields of a form; those that mean nothing are left out. */
	public Map<String, String> criteria() {
		SiteCriteria criteria = toCriteria();
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("q", criteria.query());
		fields.put("tag", criteria.tag());
		fields.put("state", (criteria.state() != null) ? Texts.of(this.state) : "");
		fields.put("theme", criteria.theme());
		fields.put("health", (criteria.health() != null) ? criteria.health().word() : "");
		fields.values().removeIf(String::isEmpty);
		return fields;
	}

	/** Where this list is. */
	String address() {
		return address(toSort(), isReversed());
	}

	/**
	 * Where it is sorted by something else, or from the other end if it is sorted by that
	 * already.
	 */
	String sortedBy(SiteSort other) {
		return address(other, toSort() == other && !isReversed());
	}

	private String address(SiteSort by, boolean reversed) {
		UriComponentsBuilder builder = UriComponentsBuilder.fromPath("/sites");
		Map<String, String> fields = criteria();
		// A place for each, so that what is typed cannot be taken for one.
		fields.keySet().forEach((name) -> builder.queryParam(name, "{" + name + "}"));
		builder.queryParam("sort", by.word());
		if (reversed) {
			builder.queryParam("order", REVERSED);
		}
		return builder.encode().buildAndExpand(fields).toUriString();
	}

	private static String shortened(@Nullable String text) {
		return (text != null) ? text.substring(0, Math.min(200, text.length())) : "";
	}

}
