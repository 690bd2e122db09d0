package org.rowhouse.content;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The redirects of a site, to look up paths in. An exact one goes before those with a
 * prefix, a longer prefix before a shorter one. Does not change.
 */
final class RedirectTable {

	static final RedirectTable EMPTY = new RedirectTable(List.of());

	/** So many redirects may follow each other, of which a visitor sees one. */
	static final int MAX_STEPS = 8;

	private final Map<String, PathRedirect> exact;

	private final Map<String, PathRedirect> prefixes;

	RedirectTable(Collection<PathRedirect> redirects) {
		Map<String, PathRedirect> ofPaths = new HashMap<>();
		Map<String, PathRedirect> ofPrefixes = new HashMap<>();
		for (PathRedirect redirect : redirects) {
			((redirect.coverage() == Coverage.EXACT) ? ofPaths : ofPrefixes).put(redirect.from(), redirect);
		}
		this.exact = Map.copyOf(ofPaths);
		this.prefixes = Map.copyOf(ofPrefixes);
	}

	int size() {
		return this.exact.size() + this.prefixes.size();
	}

	/**
	 * Finds the redirect for a path.
	 * @param path a path, readable
	 * @return the nearest redirect, or {@code null}
	 */
	@Nullable PathRedirect match(String path) {
		PathRedirect found = this.exact.get(path);
		if (found != null || this.prefixes.isEmpty()) {
			return found;
		}
		String above = path;
		while (!above.isEmpty()) {
			found = this.prefixes.get(above);
			if (found != null) {
				return found;
			}
			int slash = above.lastIndexOf('/');
			above = (slash > 0) ? above.substring(0, slash) : (above.length() > 1) ? "/" : "";
		}
		return null;
	}

	/**
	 * Tells where a redirect sends a path.
	 * @param redirect a redirect
	 * @param path a path that it is for
	 * @return the target, for a prefix with what follows it
	 */
	static String locationOf(PathRedirect redirect, String path) {
		if (redirect.coverage() == Coverage.EXACT) {
			return redirect.target();
		}
		String target = redirect.target();
		String base = (target.length() > 1 && target.endsWith("/")) ? target.substring(0, target.length() - 1) : target;
		return SitePath.moved(path, redirect.from(), base);
	}

}
