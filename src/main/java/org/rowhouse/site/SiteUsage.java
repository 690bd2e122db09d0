package org.rowhouse.site;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * How much of its limits a site uses.
 */
@Component
public class SiteUsage {

	private static final int MAX_SIZES = 10_000;

	/** Reading a large folder takes a while, and files do not grow by the second. */
	private static final Duration SIZE_IS_KEPT = Duration.ofSeconds(30);

	private final Home home;

	private final RenderPermits permits;

	private final RequestRates rates;

	private final Cache<Long, Long> folderSizes = Caffeine.newBuilder()
		.maximumSize(MAX_SIZES)
		.expireAfterWrite(SIZE_IS_KEPT)
		.build();

	SiteUsage(Home home, RenderPermits permits, RequestRates rates) {
		this.home = home;
		this.permits = permits;
		this.rates = rates;
	}

	/**
	 * Returns the size of a site's folder, as it was at most half a minute ago.
	 * @param site the site
	 * @return the bytes of everything in it; 0 if it has none
	 */
	public long folderBytes(Site site) {
		return this.folderSizes.get(site.id(), (id) -> this.home.sites().folder(site.key()).bytes());
	}

	/**
	 * Returns what a site is using right now, as far as memory knows.
	 * @param site the site
	 * @return its requests
	 */
	public Requests requests(Site site) {
		RenderPermits.Work work = this.permits.of(site);
		return new Requests(work.running(), work.waiting(), this.rates.left(site));
	}

	/**
	 * The requests of a site.
	 *
	 * @param rendering pages that are being made
	 * @param waiting requests that wait until fewer are
	 * @param left how many pages could be asked for at once, or {@code null} if there is
	 * no limit
	 */
	public record Requests(int rendering, int waiting, @Nullable Long left) {

	}

}
