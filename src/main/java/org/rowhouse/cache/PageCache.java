package org.rowhouse.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.CacheEntry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDeleted;

import org.springframework.context.event.EventListener;

/**
 * The answers of all sites that were made and may be asked for again. Together they take
 * at most so many bytes, those of one site at most its share of them, and what is not
 * there or has moved at most a sixteenth, for a short time: whoever asks for a million
 * paths that there are not drives out nothing but the same of others.
 */
public class PageCache {

	/** How long it is remembered that nothing is at a path, or something else. */
	static final Duration BRIEF = Duration.ofSeconds(30);

	/** Nobody asks for it any more. */
	private static final Duration IDLE = Duration.ofDays(1);

	private static final int PART_OF_BRIEF = 16;

	/** A single answer takes no more than half of what its site may. */
	private static final int PART_OF_SHARE = 2;

	/** Of a site that takes more than its share so much of the share stays. */
	private static final int PERCENT_LEFT = 90;

	private final long bytesOfSite;

	private final boolean enabled;

	private final LongSupplier generation;

	private final LongPredicate sites;

	private final Clock clock;

	private final Cache<PageKey, CachedPage> pages;

	private final Cache<PageKey, CachedPage> brief;

	/** Of answers that are there, by the number of the site. */
	private final Map<Long, Long> bytes = new ConcurrentHashMap<>();

	private final Flight.Board flights;

	private final LongAdder evicted = new LongAdder();

	/**
	 * Makes an empty cache.
	 * @param properties how large it may get
	 * @param generation the number of the themes as they are
	 * @param sites whether there is a site with a number; no longer when the site's
	 * deletion is told
	 * @param flights where those wait who ask for the same
	 * @param clock the time
	 */
	PageCache(PageCacheProperties properties, LongSupplier generation, LongPredicate sites, Flight.Board flights,
			Clock clock) {
		this.clock = clock;
		this.generation = generation;
		this.sites = sites;
		this.flights = flights;
		this.enabled = properties.bytes() > 0;
		this.bytesOfSite = properties.bytesOfSite();
		this.pages = Caffeine.newBuilder()
			.maximumWeight(properties.bytes() - properties.bytes() / PART_OF_BRIEF)
			.weigher(PageCache::weight)
			.expireAfterAccess(IDLE)
			.removalListener(this::removed)
			.executor(Runnable::run)
			.build();
		this.brief = Caffeine.newBuilder()
			.maximumWeight(properties.bytes() / PART_OF_BRIEF)
			.weigher(PageCache::weight)
			.expireAfterWrite(BRIEF)
			.executor(Runnable::run)
			.build();
	}

	private static int weight(PageKey key, CachedPage page) {
		return key.weight() + page.weight();
	}

	boolean isEnabled() {
		return this.enabled;
	}

	/** What is kept, be it right or not. */
	@Nullable CachedPage find(PageKey key) {
		CachedPage page = this.pages.policy().getIfPresentQuietly(key);
		if (page == null) {
			return this.brief.getIfPresent(key);
		}
		// Putting it before others takes longer than finding it.
		return (page.noteAsked(this.clock.millis())) ? this.pages.getIfPresent(key) : page;
	}

	/**
	 * What is kept for a path with a query, be it right or not. What a handler declares
	 * is known once something is kept for the path alone.
	 */
	@Nullable CachedPage find(PageKey path, @Nullable String query) {
		CachedPage page = find(path);
		if (page == null || query == null || page.isRedirect()) {
			return (query != null) ? null : page;
		}
		PageKey key = path.with(page.made().numbers(), query);
		if (key == null) {
			return null;
		}
		return (key.numbers().isEmpty()) ? page : find(key);
	}

	boolean isFresh(CachedPage page, Site site) {
		return page.isFresh(site, this.generation.getAsLong(), this.clock.millis());
	}

	Flight.Board flights() {
		return this.flights;
	}

	/** The number of the themes as they are. */
	long generation() {
		return this.generation.getAsLong();
	}

	Clock clock() {
		return this.clock;
	}

	void removeOutdated(PageKey key, Site site) {
		CachedPage page = find(key);
		if (page != null && !isFresh(page, site)) {
			remove(key);
		}
	}

	private void remove(PageKey key) {
		this.pages.invalidate(key);
		this.brief.invalidate(key);
	}

	/** Keeps an answer in the place of what was there, unless that is a newer one. */
	void put(PageKey key, CachedPage page) {
		if (this.enabled) {
			// Here and not when it is taken: its weight must stay the same.
			page.body().compress();
			replace(key, page);
			// Looked at afterwards: who deletes a site takes away what is there by then.
			if (!this.sites.test(key.siteId())) {
				remove(key);
			}
		}
	}

	private void replace(PageKey key, CachedPage page) {
		CachedPage before = find(key);
		int weight = weight(key, page);
		if (before != null && before.version() > page.version()) {
			return;
		}
		if (!page.isFound()) {
			this.pages.invalidate(key);
			this.brief.put(key, page);
		}
		else if (weight > this.bytesOfSite / PART_OF_SHARE) {
			remove(key);
		}
		else {
			this.bytes.merge(key.siteId(), (long) weight, Long::sum);
			this.pages.put(key, page);
			this.brief.invalidate(key);
			// Without what was there before, which has just gone.
			long taken = this.bytes.getOrDefault(key.siteId(), 0L);
			if (taken > this.bytesOfSite) {
				trim(key.siteId(), taken - this.bytesOfSite * PERCENT_LEFT / 100);
			}
		}
	}

	/** Called once for each that goes, whatever for. */
	private void removed(@Nullable PageKey key, @Nullable CachedPage page, RemovalCause cause) {
		if (key != null && page != null) {
			int weight = weight(key, page);
			this.bytes.computeIfPresent(key.siteId(), (id, taken) -> (taken > weight) ? taken - weight : null);
			if (cause.wasEvicted()) {
				this.evicted.increment();
			}
		}
	}

	/**
	 * Takes away those of a site that were not asked for longest. Looking for them takes
	 * time, but a tenth of a share has to be filled until it happens again.
	 */
	private void trim(long siteId, long tooMuch) {
		List<PageKey> gone = this.pages.policy().expireAfterAccess().orElseThrow().oldest((entries) -> {
			List<PageKey> oldest = new ArrayList<>();
			long left = tooMuch;
			for (CacheEntry<PageKey, CachedPage> entry : (Iterable<CacheEntry<PageKey, CachedPage>>) entries::iterator) {
				if (left <= 0) {
					break;
				}
				if (entry.getKey().siteId() == siteId) {
					oldest.add(entry.getKey());
					left -= entry.weight();
				}
			}
			return oldest;
		});
		this.pages.invalidateAll(gone);
		this.evicted.add(gone.size());
	}

	@EventListener
	void deleted(SiteDeleted site) {
		this.pages.asMap().keySet().removeIf((key) -> key.siteId() == site.id());
		this.brief.asMap().keySet().removeIf((key) -> key.siteId() == site.id());
	}

	/**
	 * Returns how full it is.
	 * @return figures of this moment
	 */
	public Fill fill() {
		long taken = this.pages.policy().eviction().orElseThrow().weightedSize().orElse(0);
		long brieflyTaken = this.brief.policy().eviction().orElseThrow().weightedSize().orElse(0);
		return new Fill(this.pages.estimatedSize() + this.brief.estimatedSize(), taken + brieflyTaken,
				this.evicted.sum());
	}

	/**
	 * Returns how much one site takes of it.
	 * @param site the site
	 * @return bytes, roughly
	 */
	long bytesOf(Site site) {
		return this.bytes.getOrDefault(site.id(), 0L);
	}

	/**
	 * How full the cache is.
	 *
	 * @param answers how many are kept
	 * @param bytes what they take, roughly
	 * @param evicted how many had to go since the start because there was no room
	 */
	public record Fill(long answers, long bytes, long evicted) {

	}

}
