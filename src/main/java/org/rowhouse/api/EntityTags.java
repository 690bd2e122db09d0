package org.rowhouse.api;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Compares entity tags strongly (RFC 9110, section 13.1.1).
 */
final class EntityTags {

	private EntityTags() {
	}

	/** The values of a header that may come several times, or {@code null}. */
	static @Nullable String combined(HttpHeaders headers, String name) {
		List<String> values = headers.get(name);
		return (values != null) ? String.join(",", values) : null;
	}

	/** Tells whether one of them is it, or any will do. */
	static boolean match(String tags, String tag) {
		return Arrays.stream(tags.split(","))
			.map(String::strip)
			.anyMatch((candidate) -> candidate.equals("*") || candidate.equals(tag));
	}

	/**
	 * Checks what {@code If-Match} says, if it is there.
	 * @param tag what there is now
	 * @throws PreconditionFailedException if it is none of those
	 */
	static void require(HttpHeaders headers, String tag) {
		String ifMatch = combined(headers, HttpHeaders.IF_MATCH);
		if (ifMatch != null && !match(ifMatch, tag)) {
			throw new PreconditionFailedException("It has the entity tag " + tag
					+ " now, and none of those in If-Match. Somebody else has changed it: read it again.");
		}
	}

}
