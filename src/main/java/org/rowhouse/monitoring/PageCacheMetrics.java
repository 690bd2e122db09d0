package org.rowhouse.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.rowhouse.cache.PageCache;

import org.springframework.stereotype.Component;

/**
 * How full the cache of pages is: {@code rowhouse.page.cache.answers}, {@code .bytes} and
 * {@code .evictions}, of which many say that it is too small. How many requests it
 * answers is part of the traffic.
 */
@Component
class PageCacheMetrics implements MeterBinder {

	private final PageCache cache;

	PageCacheMetrics(PageCache cache) {
		this.cache = cache;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("rowhouse.page.cache.answers", this.cache, (cache) -> cache.fill().answers())
			.description("How many answers are kept")
			.register(registry);
		Gauge.builder("rowhouse.page.cache.bytes", this.cache, (cache) -> cache.fill().bytes())
			.description("What they take, roughly")
			.baseUnit("bytes")
			.register(registry);
		FunctionCounter.builder("rowhouse.page.cache.evictions", this.cache, (cache) -> cache.fill().evicted())
			.description("How many had to go because there was no room")
			.register(registry);
	}

}
