package org.rowhouse.content;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Finds out where visitors of the bound site are sent who asked for what is not there.
 * The redirects of a site are kept in memory until the site changes, so that a look-up
 * costs no query. Of the sites that have most of them, those asked for last stay: at most
 * {@value #KEPT} redirects and sites together.
 */
@Component
public class RedirectLookup {

	private static final int KEPT = 100_000;

	private final PathRedirects redirects;

	private final RedirectTally tally;

	private final CurrentSite currentSite;

	private final Cache<Long, Known> tables = Caffeine.newBuilder()
		.maximumWeight(KEPT)
		.weigher((Long siteId, Known known) -> known.table().size() + 1)
		.build();

	RedirectLookup(PathRedirects redirects, RedirectTally tally, CurrentSite currentSite) {
		this.redirects = redirects;
		this.tally = tally;
		this.currentSite = currentSite;
	}

	/**
	 * Finds where a path leads that nothing else answers, and counts that it was asked
	 * for.
	 * @param path the path inside the site as it was asked for: normalised,
	 * percent-encoded, with a slash in front
	 * @param referrer the host of the page with the link; empty if none is known
	 * @return where it leads; nothing if there is no redirect, or they go in a circle
	 */
	public Optional<Destination> find(String path, String referrer) {
		Site site = this.currentSite.get();
		String readable = readable(path);
		RedirectTable table = tableOf(site);
		PathRedirect first = table.match(readable);
		String location = (first != null) ? follow(first, readable, table) : null;
		if (first == null || location == null) {
			this.tally.missed(site, readable, referrer);
			return Optional.empty();
		}
		this.tally.hit(site, first.id());
		return Optional.of(new Destination(SitePath.encoded(location), first.permanent(), first.id()));
	}

	/**
	 * Counts one more request that got the same answer as the one before.
	 * @param site the site
	 * @param path what was asked for, as in {@link #find}
	 * @param before where it leads; {@code null} if nowhere
	 * @param referrer the host of the page with the link; empty if none is known
	 */
	public void countAgain(Site site, String path, @Nullable Destination before, String referrer) {
		if (before != null) {
			this.tally.hit(site, before.redirectId());
		}
		else {
			this.tally.missed(site, readable(path), referrer);
		}
	}

	private static String readable(String path) {
		String readable = SitePath.readable(path);
		return (readable.length() > 1 && readable.endsWith("/")) ? readable.substring(0, readable.length() - 1)
				: readable;
	}

	/**
	 * Where a redirect leads, another redirect may be. It counts only if nothing is there
	 * that answers, which is asked for in that case alone.
	 */
	private @Nullable String follow(PathRedirect first, String path, RedirectTable table) {
		Set<String> seen = new HashSet<>(Set.of(path));
		String location = RedirectTable.locationOf(first, path);
		for (int step = 1; step < RedirectTable.MAX_STEPS; step++) {
			String at = SitePath.pathOf(location);
			if (seen.contains(at)) {
				return null;
			}
			PathRedirect next = (at.startsWith("/")) ? table.match(at) : null;
			if (next == null || !this.redirects.answered(List.of(at)).isEmpty()) {
				return location;
			}
			seen.add(at);
			location = RedirectTable.locationOf(next, at);
		}
		return null;
	}

	private RedirectTable tableOf(Site site) {
		Known known = this.tables.getIfPresent(site.id());
		if (known == null || known.version() != site.version()) {
			List<PathRedirect> all = this.redirects.all();
			known = new Known(site.version(), (all.isEmpty()) ? RedirectTable.EMPTY : new RedirectTable(all));
			this.tables.put(site.id(), known);
		}
		return known.table();
	}

	/**
	 * Where a visitor is sent.
	 *
	 * @param location a path of the site that begins with a slash, or an absolute URL; in
	 * ASCII
	 * @param permanent whether for good
	 * @param redirectId the number of the redirect that says so
	 */
	public record Destination(String location, boolean permanent, long redirectId) {

		/**
		 * Tells whether the location is on the same site.
		 * @return whether it is
		 */
		public boolean onSite() {
			return this.location.startsWith("/");
		}

	}

	private record Known(long version, RedirectTable table) {

	}

}
