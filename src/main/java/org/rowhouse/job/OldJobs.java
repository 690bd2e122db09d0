package org.rowhouse.job;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Forgets each night, on one of several nodes, jobs that came to their end long ago.
 */
@Configuration(proxyBeanMethods = false)
class OldJobs {

	private static final Logger logger = LoggerFactory.getLogger(OldJobs.class);

	private static final LocalTime NIGHT = LocalTime.of(3, 10);

	private static final Duration KEPT = Duration.ofDays(30);

	@Bean
	RecurringTask<Void> forgetOldJobsTask(JobStore store) {
		return Tasks.recurring("forget-old-jobs", Schedules.daily(ZoneOffset.UTC, NIGHT))
			.execute((instance, context) -> {
				int forgotten = store.inTransaction("forget old jobs",
						() -> store.jobs().deleteFinished(store.now().minus(KEPT)));
				logger.info("Forgot {} jobs that are older than 30 days", forgotten);
			});
	}

}
