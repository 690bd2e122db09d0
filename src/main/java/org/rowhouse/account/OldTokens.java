package org.rowhouse.account;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Forgets each night the tokens that expired a month ago: until then people see why a
 * program of theirs has stopped.
 */
@Configuration(proxyBeanMethods = false)
class OldTokens {

	private static final LocalTime NIGHT = LocalTime.of(2, 50);

	private static final Duration KEPT = Duration.ofDays(30);

	@Bean
	RecurringTask<Void> forgetOldTokensTask(ApiTokens tokens) {
		return Tasks.recurring("forget-old-tokens", Schedules.daily(ZoneOffset.UTC, NIGHT))
			.execute((instance, context) -> tokens.forget(KEPT));
	}

}
