package org.rowhouse.api;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.site.InvalidInputException;

/**
 * A redirect in the REST API. In a request {@code from} and {@code to} are needed.
 */
record RedirectBody(@Nullable String from, @Nullable String to, @Nullable String match, @Nullable String status,
		@Nullable String origin, @Nullable Long hits, @Nullable Instant lastHit) {

	static RedirectBody of(PathRedirect redirect) {
		return new RedirectBody(redirect.from(), redirect.target(), redirect.coverage().word(),
				(redirect.permanent()) ? "permanent" : "temporary", redirect.origin().name().toLowerCase(Locale.ROOT),
				redirect.hits(), redirect.lastHit());
	}

	RedirectDraft toDraft() {
		return new RedirectDraft(text(this.from), coverage(text(this.match)), text(this.to),
				switch (text(this.status)) {
					case "", "permanent" -> true;
					case "temporary" -> false;
					default -> throw new InvalidInputException("status", "The status is 'permanent' or 'temporary'.");
				});
	}

	static Coverage coverage(String match) {
		return switch (match) {
			case "", "exact" -> Coverage.EXACT;
			case "prefix" -> Coverage.PREFIX;
			default -> throw new InvalidInputException("match", "The match is 'exact' or 'prefix'.");
		};
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
