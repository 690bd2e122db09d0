package org.rowhouse.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Plans when the queue is looked at. A mail that waits has a plan in the database, from
 * the transaction that queued it until the run that it starts has planned the next one.
 */
@Service
class MailWakeUps {

	static final TaskDescriptor<Void> TASK = TaskDescriptor.of("send-mail");

	private final ObjectProvider<Scheduler> scheduler;

	private final Clock clock = Clock.systemUTC();

	/** The scheduler needs the task, which needs this. */
	MailWakeUps(ObjectProvider<Scheduler> scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Plans a look right after the commit of the running transaction, as part of it.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void afterCommit() {
		Scheduler found = this.scheduler.getObject();
		// One each time: what is running now has perhaps read what was there before.
		found.scheduleIfNotExists(TASK.instance(UUID.randomUUID().toString()).build(), this.clock.instant());
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				found.triggerCheckForDueExecutions();
			}

		});
	}

	/**
	 * Plans a look at a time, unless there is one already.
	 * @param time when a mail is due
	 */
	void at(Instant time) {
		// What is kept of a time has microseconds; a moment earlier nothing is due.
		Instant moment = Instant.ofEpochMilli(time.toEpochMilli()).plusMillis(1);
		this.scheduler.getObject().scheduleIfNotExists(TASK.instance("at/" + moment.toEpochMilli()).build(), moment);
	}

}
