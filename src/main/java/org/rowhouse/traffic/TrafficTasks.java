package org.rowhouse.traffic;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What one of several nodes does for all of them: each hour it lets the hour before
 * yesterday fall out of the sums of a day, and each night it deletes what is older than
 * is shown. Some sites at a time, so that nobody waits long for their rows.
 */
@Configuration(proxyBeanMethods = false)
class TrafficTasks {

	private static final Logger logger = LoggerFactory.getLogger(TrafficTasks.class);

	private static final int SITES_AT_ONCE = 200;

	/** Ten seconds into each hour. */
	private static final String HOURLY = "10 0 * * * *";

	private static final LocalTime NIGHT = LocalTime.of(2, 50);

	private final Clock clock = Clock.systemUTC();

	@Bean
	RecurringTask<Void> sumTrafficTask(TrafficWriter writer) {
		return Tasks.recurring("sum-traffic", Schedules.cron(HOURLY, ZoneOffset.UTC)).execute((instance, context) -> {
			Instant now = this.clock.instant();
			TrafficUpkeep.parts(writer.sitesWithDay(), SITES_AT_ONCE).forEach((part) -> writer.sumDays(part, now));
		});
	}

	@Bean
	RecurringTask<Void> thinTrafficTask(TrafficWriter writer, SiteResolver sites, CurrentSite currentSite,
			FailedRequests failedRequests) {
		return Tasks.recurring("thin-traffic", Schedules.daily(ZoneOffset.UTC, NIGHT)).execute((instance, context) -> {
			Instant now = this.clock.instant();
			List<Long> all = sites.all().stream().map(Site::id).sorted().toList();
			int deleted = TrafficUpkeep.parts(all, SITES_AT_ONCE)
				.stream()
				.mapToInt((part) -> writer.thin(part, now))
				.sum();
			int failures = sites.all()
				.stream()
				.mapToInt((site) -> currentSite.call(site, failedRequests::forgetOld))
				.sum();
			logger.info("Deleted the figures of {} hours of sites and {} failures that are over a month old", deleted,
					failures);
		});
	}

}
