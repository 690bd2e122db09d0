package org.rowhouse.account;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.DispatcherType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Puts sessions of the admin host into the database, and forgets those that are over.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SessionConfiguration.class);

	/** Where Boot has it: after the site has been found, before security. */
	private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 50;

	private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

	@Bean
	FilterRegistrationBean<AdminSessionFilter> adminSessionFilter(DatabaseSessions sessions) {
		SessionRepositoryFilter<StoredSession> filter = new SessionRepositoryFilter<>(sessions);
		filter.setHttpSessionIdResolver(new SessionCookies());
		FilterRegistrationBean<AdminSessionFilter> registration = new FilterRegistrationBean<>(
				new AdminSessionFilter(filter));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		registration.setOrder(ORDER);
		return registration;
	}

	@Bean
	RecurringTask<Void> forgetOldSessionsTask(DatabaseSessions sessions) {
		return Tasks.recurring("forget-old-sessions", FixedDelay.of(FORGET_EVERY))
			.execute((instance, context) -> logger.debug("Forgot {} sessions", sessions.forgetExpired()));
	}

}
