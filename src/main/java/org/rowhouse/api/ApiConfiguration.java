package org.rowhouse.api;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.Filter;
import org.rowhouse.site.Worker;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What stands between the sign-in and the controllers of the API.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
class ApiConfiguration {

	/** Behind the security filters of Boot, which are at -100. */
	private static final int BEHIND_SECURITY = -50;

	@Bean
	FilterRegistrationBean<CrossSiteFilter> apiCrossSite() {
		return registered(new CrossSiteFilter(), BEHIND_SECURITY - 1);
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> apiRateLimit(Worker worker, ApiProperties properties) {
		return registered(new RateLimitFilter(worker, properties.requestsPerMinute()), BEHIND_SECURITY);
	}

	@Bean
	FilterRegistrationBean<IdempotencyFilter> apiIdempotency(IdempotentRequests requests, Worker worker) {
		return registered(new IdempotencyFilter(requests, worker), BEHIND_SECURITY + 1);
	}

	@Bean
	RecurringTask<Void> forgetIdempotentRequestsTask(IdempotentRequests requests) {
		return Tasks.recurring("forget-idempotent-requests", FixedDelay.of(Duration.ofHours(1)))
			.execute((instance, context) -> requests.forgetOld());
	}

	private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, int order) {
		FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns("/api/*");
		registration.setOrder(order);
		return registration;
	}

}
