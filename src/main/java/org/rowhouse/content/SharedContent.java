package org.rowhouse.content;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.rowhouse.content.ShareTasks.Shared;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Does what {@link ShareTasks} planned, on whichever node comes first, and again after
 * five minutes if it fails. What deleted sites shared is taken back every hour.
 */
@Configuration(proxyBeanMethods = false)
class SharedContent {

	@Bean
	OneTimeTask<Void> shareTask(Repetitions repetitions) {
		return Tasks.oneTime(ShareTasks.TASK).execute((instance, context) -> {
			Shared shared = Shared.of(instance.getId());
			if (shared != null) {
				repetitions.bringInStep(shared);
			}
		});
	}

	@Bean
	RecurringTask<Void> takeBackSharesTask(Sharing sharing) {
		return Tasks.recurring("take-back-shares", FixedDelay.of(Duration.ofHours(1)))
			.execute((instance, context) -> sharing.takeBackThoseOfDeletedSites());
	}

}
