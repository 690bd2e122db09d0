package org.rowhouse.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * The metric {@code rowhouse.site.rejected}: what was refused to sites because of their
 * limits, by site and reason.
 */
@Component
class RefusalMetrics implements Refusals.Listener {

	private final MeterRegistry registry;

	private final SiteTags tags;

	RefusalMetrics(MeterRegistry registry, SiteTags tags) {
		this.registry = registry;
		this.tags = tags;
	}

	@Override
	public void onRefused(Site site, Refusals.Reason reason) {
		Counter.builder("rowhouse.site.rejected")
			.description("What was refused to sites because of their limits")
			.tag(SiteTags.NAME, this.tags.of(site.key()))
			.tag("reason", reason.key())
			.register(this.registry)
			.increment();
	}

}
