package org.rowhouse.mail;

import java.time.LocalTime;
import java.time.ZoneOffset;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sends mails when they are due, and forgets each night those that are old. The scheduler
 * keeps what it has to do in the database, so it survives a restart.
 */
@Configuration(proxyBeanMethods = false)
class MailTasks {

	private static final LocalTime NIGHT = LocalTime.of(3, 10);

	@Bean
	OneTimeTask<Void> sendMailTask(MailRun run) {
		return Tasks.oneTime(MailWakeUps.TASK).execute((instance, context) -> run.run());
	}

	@Bean
	RecurringTask<Void> forgetOldMailTask(MailQueue queue) {
		return Tasks.recurring("forget-old-mail", Schedules.daily(ZoneOffset.UTC, NIGHT))
			.execute((instance, context) -> queue.forgetOld());
	}

}
