package org.rowhouse.site;

import java.util.EnumMap;
import java.util.Map;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * The limits that an administrator has set for a site. Belongs to the platform: no
 * tenant.
 */
@Entity
@Table(name = "site_limits")
class SiteLimitsEntity {

	@Id
	private Long siteId;

	private @Nullable Long concurrentRenders;

	private @Nullable Long requestsPerSecond;

	private @Nullable Long burst;

	private @Nullable Long renderTime;

	private @Nullable Long storage;

	private @Nullable Long items;

	@SuppressWarnings("NullAway.Init")
	protected SiteLimitsEntity() {
	}

	SiteLimitsEntity(long siteId, Map<Limit, Long> amounts) {
		this.siteId = siteId;
		this.concurrentRenders = amounts.get(Limit.CONCURRENT_RENDERS);
		this.requestsPerSecond = amounts.get(Limit.REQUESTS_PER_SECOND);
		this.burst = amounts.get(Limit.BURST);
		this.renderTime = amounts.get(Limit.RENDER_TIME);
		this.storage = amounts.get(Limit.STORAGE);
		this.items = amounts.get(Limit.ITEMS);
	}

	long siteId() {
		return this.siteId;
	}

	/** What is set, and nothing for what is not. */
	Map<Limit, Long> amounts() {
		Map<Limit, Long> amounts = new EnumMap<>(Limit.class);
		put(amounts, Limit.CONCURRENT_RENDERS, this.concurrentRenders);
		put(amounts, Limit.REQUESTS_PER_SECOND, this.requestsPerSecond);
		put(amounts, Limit.BURST, this.burst);
		put(amounts, Limit.RENDER_TIME, this.renderTime);
		put(amounts, Limit.STORAGE, this.storage);
		put(amounts, Limit.ITEMS, this.items);
		return amounts;
	}

	private static void put(Map<Limit, Long> amounts, Limit limit, @Nullable Long amount) {
		if (amount != null) {
			amounts.put(limit, amount);
		}
	}

}
