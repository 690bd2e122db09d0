package org.rowhouse.cache;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.SharedContent;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.theme.SiteTemplates;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the page cache behind the doors of sites and of their private areas, and before
 * everything else.
 */
@Configuration(proxyBeanMethods = false)
class PageCacheConfiguration implements WebMvcConfigurer {

	private static final int BEHIND_PRIVATE_AREAS = Ordered.HIGHEST_PRECEDENCE + 4;

	private final PageCacheAdvice advice;

	PageCacheConfiguration(PageCacheAdvice advice) {
		this.advice = advice;
	}

	@Bean
	static PageCache pageCache(PageCacheProperties properties, SiteTemplates templates,
			ObjectProvider<SharedContent> shared, SiteResolver sites, SiteLimits limits) {
		// Filters are made before what they would need the database for.
		Supplier<List<SharedContent>> others = SingletonSupplier.of(() -> shared.stream().toList());
		return new PageCache(properties, () -> templates.generation() + sum(others.get()),
				(id) -> sites.find(id).isPresent(), new Flight.Board(limits.waitingRequests(), limits.waitingTime()),
				Clock.systemUTC());
	}

	/** Each of them is only ever raised, so the sum tells of every change. */
	private static long sum(List<SharedContent> all) {
		long sum = 0;
		for (int i = 0; i < all.size(); i++) {
			sum += all.get(i).version();
		}
		return sum;
	}

	@Bean
	static FilterRegistrationBean<PageCacheFilter> pageCacheFilter(PageCache cache, CurrentSite currentSite,
			PageMaker maker, ReadyAnswers connector) {
		FilterRegistrationBean<PageCacheFilter> registration = new FilterRegistrationBean<>(
				new PageCacheFilter(cache, currentSite, maker, connector));
		registration.setOrder(BEHIND_PRIVATE_AREAS);
		return registration;
	}

	/** Before the gate: who gets what is kept needs no permit to make a page. */
	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this.advice).order(Ordered.HIGHEST_PRECEDENCE);
	}

}
