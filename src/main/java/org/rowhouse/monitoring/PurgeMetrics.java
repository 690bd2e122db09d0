package org.rowhouse.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.PurgeListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The metric {@code rowhouse.cdn.purges}: how often the CDN was told that a site has
 * changed, by site and outcome.
 */
@Component
class PurgeMetrics implements PurgeListener {

	private static final String ALL_SITES = "all";

	private final ObjectProvider<MeterRegistry> registry;

	private final SiteTags tags;

	PurgeMetrics(ObjectProvider<MeterRegistry> registry, SiteTags tags) {
		this.registry = registry;
		this.tags = tags;
	}

	@Override
	public void onPurged(@Nullable String siteKey, boolean successful) {
		Counter.builder("rowhouse.cdn.purges")
			.description("How often the CDN was told that a site has changed")
			.tag(SiteTags.NAME, (siteKey != null) ? this.tags.of(siteKey) : ALL_SITES)
			.tag("outcome", (successful) ? "SUCCESS" : "ERROR")
			.register(this.registry.getObject())
			.increment();
	}

}
