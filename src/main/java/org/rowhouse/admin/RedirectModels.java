package org.rowhouse.admin;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.MissingPath;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.PathRedirect.Origin;
import org.rowhouse.site.Site;

/**
 * Makes what the pages about redirects show.
 */
final class RedirectModels {

	private RedirectModels() {
	}

	/**
	 * Makes the rows of a list.
	 * @param site the site
	 * @param redirects its redirects
	 * @param answered paths that need no redirect, since a page is there
	 */
	static List<RedirectRow> redirects(Site site, Collection<PathRedirect> redirects, Set<String> answered) {
		return redirects.stream()
			.map((redirect) -> new RedirectRow(redirect.id(), redirect.from(), redirect.coverage() == Coverage.PREFIX,
					redirect.target(), redirect.permanent(),
					(redirect.origin() == Origin.FILE) ? "sites/" + site.key() + "/redirects.csv" : null,
					redirect.origin() == Origin.MOVED, answered.contains(redirect.from()), redirect.hits(),
					when(site, redirect.lastHit())))
			.toList();
	}

	static List<MissingRow> missing(Site site, Collection<MissingPath> paths, Map<String, String> suggestions,
			Set<String> answered) {
		return paths.stream()
			.map((path) -> new MissingRow(path.id(), path.path(), path.hits(),
					String.valueOf(when(site, path.lastSeen())), path.referrer(), suggestions.get(path.path()),
					answered.contains(path.path())))
			.toList();
	}

	private static @Nullable String when(Site site, @Nullable Instant time) {
		return (time != null) ? AdminModels.when(site, time) : null;
	}

	/** A redirect in a list. */
	record RedirectRow(long id, String from, boolean prefix, String target, boolean permanent, @Nullable String file,
			boolean moved, boolean answered, long hits, @Nullable String lastHit) {

	}

	/** A path that nobody has. */
	record MissingRow(long id, String path, long hits, String last, String referrer, @Nullable String suggestion,
			boolean answered) {

	}

}
