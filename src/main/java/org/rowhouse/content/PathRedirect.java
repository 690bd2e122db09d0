package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A redirect of the bound site: where a path leads that nothing else answers.
 *
 * @param id its number
 * @param from the path, from the root of the site, readable: {@code /über-uns}
 * @param coverage whether it is for the path alone or for everything below as well
 * @param target a path of the site, perhaps with query and fragment, or an absolute
 * {@code https} URL
 * @param permanent whether visitors and search engines should use the target from now on
 * @param origin where it comes from
 * @param hits how often visitors were sent on, as it was a few seconds ago
 * @param lastHit when that was last, or {@code null}
 */
public record PathRedirect(long id, String from, Coverage coverage, String target, boolean permanent, Origin origin,
		long hits, @Nullable Instant lastHit) {

	/**
	 * Tells whether the target is a path of the same site.
	 * @return whether it is; otherwise it is an absolute URL
	 */
	public boolean onSite() {
		return this.target.startsWith("/");
	}

	/**
	 * Returns the redirect as it could be written again.
	 * @return the draft
	 */
	public RedirectDraft toDraft() {
		return new RedirectDraft(this.from, this.coverage, this.target, this.permanent);
	}

	/**
	 * Where a redirect comes from.
	 */
	public enum Origin {

		/** Somebody made it, in the admin UI or by the API. */
		MADE,

		/** It was left behind by a page that moved. */
		MOVED,

		/**
		 * It stands in the {@code redirects.csv} of the site's folder, and changes there.
		 */
		FILE

	}

}
