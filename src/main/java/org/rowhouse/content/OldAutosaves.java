package org.rowhouse.content;

import java.time.LocalTime;
import java.time.ZoneOffset;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Forgets each night, on one of several nodes, what was typed and never saved.
 */
@Configuration(proxyBeanMethods = false)
class OldAutosaves {

	private static final Logger logger = LoggerFactory.getLogger(OldAutosaves.class);

	private static final LocalTime NIGHT = LocalTime.of(2, 40);

	@Bean
	RecurringTask<Void> forgetOldAutosavesTask(SiteResolver sites, CurrentSite currentSite, Autosaves autosaves) {
		return Tasks.recurring("forget-old-autosaves", Schedules.daily(ZoneOffset.UTC, NIGHT))
			.execute((instance, context) -> {
				int forgotten = sites.all()
					.stream()
					.mapToInt((site) -> currentSite.call(site, autosaves::forgetOld))
					.sum();
				logger.info("Forgot {} texts that nobody has saved for 30 days", forgotten);
			});
	}

}
