package org.rowhouse.admin;

import java.time.Year;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.ListFilter;
import org.rowhouse.content.ListSort;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is asked of a list: which items, and in which order. Words that mean nothing leave
 * nothing out.
 */
record ListForm(@Nullable String q, @Nullable String state, @Nullable String tag, @Nullable String author,
		@Nullable String year, @Nullable String sort) {

	ListFilter toFilter() {
		return new ListFilter(shortened(this.q), ContentState.of(shortened(this.state)).orElse(null),
				shortened(this.tag), shortened(this.author), yearOrNull());
	}

	ListSort toSort(ContentKind kind) {
		return ListSort.of(shortened(this.sort), (kind == ContentKind.POST) ? ListSort.DATE : ListSort.TITLE);
	}

	private @Nullable Year yearOrNull() {
		String typed = shortened(this.year);
		return (typed.matches("[1-9][0-9]{3}") && !typed.equals("9999")) ? Year.of(Integer.parseInt(typed)) : null;
	}

	/** Where this list is. */
	String address(String path) {
		UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path).queryParam("view", "list");
		for (String name : List.of("q", "state", "tag", "author", "year", "sort")) {
			// A place for each, so that what is typed cannot be taken for one.
			builder.queryParam(name, "{" + name + "}");
		}
		return builder.encode()
			.buildAndExpand(shortened(this.q), shortened(this.state), shortened(this.tag), shortened(this.author),
					shortened(this.year), shortened(this.sort))
			.toUriString();
	}

	private static String shortened(@Nullable String text) {
		return (text != null) ? text.substring(0, Math.min(200, text.length())) : "";
	}

}
