package org.rowhouse.content;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.site.PlannedChanges;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Knows when the next item is published or taken back by plan. It is asked for with each
 * page that caches on the way may keep, so it is remembered for each version of a site.
 */
@Component
class PlannedContent implements PlannedChanges {

	private static final int KEPT = 10_000;

	private final PublishedRows rows;

	private final TransactionTemplate transaction;

	private final Cache<Key, Optional<Instant>> next = Caffeine.newBuilder().maximumSize(KEPT).build();

	PlannedContent(PublishedRows rows, PlatformTransactionManager transactionManager) {
		this.rows = rows;
		this.transaction = new TransactionTemplate(transactionManager);
		this.transaction.setReadOnly(true);
		this.transaction.setTimeout(PublishedContent.SECONDS);
	}

	/**
	 * Looked up without a lock, so that a site whose database is slow keeps nobody else
	 * waiting.
	 */
	@Override
	public Optional<Instant> next(Site site) {
		Key key = new Key(site.id(), site.version());
		Optional<Instant> known = this.next.getIfPresent(key);
		if (known == null) {
			// Outside of a transaction PostgreSQL shows no rows of sites.
			known = Objects.requireNonNull(this.transaction.execute((status) -> this.rows.nextPlanned()));
			this.next.put(key, known);
		}
		return known;
	}

	/**
	 * What it is remembered for.
	 *
	 * @param siteId the number of the site
	 * @param version its version
	 */
	private record Key(long siteId, long version) {

	}

}
