package org.rowhouse.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets the scheduler work on jobs, for some seconds at a time, so that others have their
 * turn and a shutdown need not wait. A job whose process was killed goes on as soon as
 * the scheduler misses its heartbeats.
 */
@Configuration(proxyBeanMethods = false)
class JobSchedule {

	static final TaskDescriptor<Void> TASK = TaskDescriptor.of("job");

	private static final Duration TURN = Duration.ofSeconds(2);

	private static final int TRIES = 5;

	private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

	@Bean
	CustomTask<Void> jobTask(JobRunner runner, ObjectProvider<Scheduler> scheduler) {
		Clock clock = Clock.systemUTC();
		return Tasks.custom(TASK).onDeadExecutionRevive().onFailure((complete, operations) -> {
			if (complete.getExecution().consecutiveFailures + 1 < TRIES) {
				operations.reschedule(complete, clock.instant().plus(BETWEEN_TRIES));
			}
			else if (!runner.giveUp(Long.parseLong(complete.getExecution().taskInstance.getId()))) {
				operations.remove();
			}
		}).execute((instance, context) -> work(runner, Long.parseLong(instance.getId()), context, clock, scheduler));
	}

	private static CompletionHandler<Void> work(JobRunner runner, long jobId, ExecutionContext context, Clock clock,
			ObjectProvider<Scheduler> scheduler) {
		Instant end = clock.instant().plus(TURN);
		boolean more = true;
		while (more && !context.getSchedulerState().isShuttingDown() && clock.instant().isBefore(end)) {
			more = runner.step(jobId);
		}
		if (!more) {
			return (complete, operations) -> operations.remove();
		}
		return (complete, operations) -> {
			operations.reschedule(complete, clock.instant());
			scheduler.getObject().triggerCheckForDueExecutions();
		};
	}

}
