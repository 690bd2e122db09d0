package org.rowhouse.content;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Service;

/**
 * Keeps the outlines of the sites that are visited, together at most
 * {@value #MAX_KEPT_BYTES} bytes, and none of a site that nobody has visited for ten
 * minutes. A change of a site raises its version, under which nothing is kept yet.
 */
@Service
public class SiteOutlines {

	private static final long MAX_KEPT_BYTES = 32_000_000;

	private static final Duration IDLE = Duration.ofMinutes(10);

	private final SiteOutlineLoader loader;

	private final CurrentSite currentSite;

	/** Of futures, so that a site that is slow to load keeps nobody else waiting. */
	private final AsyncCache<Key, SiteOutline> outlines = Caffeine.newBuilder()
		.maximumWeight(MAX_KEPT_BYTES)
		.weigher((Key key, SiteOutline outline) -> outline.weight())
		.expireAfterAccess(IDLE)
		.buildAsync();

	SiteOutlines(SiteOutlineLoader loader, CurrentSite currentSite) {
		this.loader = loader;
		this.currentSite = currentSite;
	}

	/**
	 * Returns the outline of the bound site. Of several who ask at once, one loads it.
	 * @return what the site has at the version that is bound, or at a later one: the
	 * version was read before the outline, and is raised after a change is committed
	 */
	public SiteOutline get() {
		Site site = this.currentSite.get();
		Key key = new Key(site.id(), site.version(), site.locale(), site.timeZone());
		CompletableFuture<SiteOutline> loading = new CompletableFuture<>();
		CompletableFuture<SiteOutline> present = this.outlines.asMap().putIfAbsent(key, loading);
		return (present != null) ? await(present) : load(site, loading);
	}

	private SiteOutline load(Site site, CompletableFuture<SiteOutline> loading) {
		try {
			SiteOutline outline = this.loader.load(site.locale(), site.timeZone());
			loading.complete(outline);
			return outline;
		}
		finally {
			// Does nothing once it is loaded.
			loading.cancel(false);
		}
	}

	/** If loading failed for another one, it is tried again for this one. */
	private SiteOutline await(CompletableFuture<SiteOutline> present) {
		try {
			return present.join();
		}
		catch (CancellationException ex) {
			Site site = this.currentSite.get();
			return this.loader.load(site.locale(), site.timeZone());
		}
	}

	/**
	 * The order of names follows from the language, and months from the time zone, which
	 * the platform's defaults may change without a new version of the site.
	 *
	 * @param siteId the number of the site
	 * @param version its version
	 * @param locale its language
	 * @param zone its time zone
	 */
	private record Key(long siteId, long version, Locale locale, ZoneId zone) {

	}

}
