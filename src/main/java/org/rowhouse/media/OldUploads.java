package org.rowhouse.media;

import java.io.IOException;
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
 * Deletes each night what is left of uploads that were cut short. One of several nodes
 * does it, as they have the folder of media in common; each does it at its start, too.
 */
@Configuration(proxyBeanMethods = false)
class OldUploads {

	private static final Logger logger = LoggerFactory.getLogger(OldUploads.class);

	private static final LocalTime NIGHT = LocalTime.of(2, 50);

	@Bean
	RecurringTask<Void> deleteOldUploadsTask(MediaStore store) {
		return Tasks.recurring("delete-old-uploads", Schedules.daily(ZoneOffset.UTC, NIGHT))
			.execute((instance, context) -> {
				try {
					store.deleteOldIncoming();
				}
				catch (IOException ex) {
					logger.warn("Uploads that were cut short are still there, and are deleted tomorrow: {}",
							ex.getMessage());
				}
			});
	}

}
