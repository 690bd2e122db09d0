package org.rowhouse.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps jobs in the database.
 */
@Component
class JobStore {

	private final JobRepository jobs;

	private final JobSiteRepository sites;

	private final AllSites allSites;

	private final ObjectProvider<Scheduler> scheduler;

	private final TransactionTemplate transaction;

	private final Clock clock = Clock.systemUTC();

	/** The scheduler needs the task, which needs this. */
	JobStore(JobRepository jobs, JobSiteRepository sites, AllSites allSites, ObjectProvider<Scheduler> scheduler,
			PlatformTransactionManager transactionManager) {
		this.jobs = jobs;
		this.sites = sites;
		this.allSites = allSites;
		this.scheduler = scheduler;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	JobRepository jobs() {
		return this.jobs;
	}

	JobSiteRepository sites() {
		return this.sites;
	}

	/** In the running transaction of the platform: neither is there without the other. */
	JobEntity start(JobEntity job) {
		JobEntity saved = this.jobs.save(job);
		Scheduler found = this.scheduler.getObject();
		found.scheduleIfNotExists(JobSchedule.TASK.instance(Long.toString(saved.id())).build(), this.clock.instant());
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				found.triggerCheckForDueExecutions();
			}

		});
		return saved;
	}

	Optional<JobEntity> find(long id) {
		return inTransaction("look at a job", () -> this.jobs.findById(id));
	}

	Optional<JobSiteEntity> next(long jobId, ResultState... states) {
		return inTransaction("go on with a job",
				() -> this.sites.inOrder(jobId, List.of(states), PageRequest.of(0, 1)).stream().findFirst());
	}

	/** Nothing is left to be done. */
	void finish(long id, JobState now, JobState next) {
		inTransaction("finish a job", () -> this.jobs.finish(id, now, next, now()));
	}

	/** Says why a job cannot go on; what it has made is taken back next. */
	void fail(long id, String message) {
		inTransaction("note that a job fails",
				() -> this.jobs.changeState(id, List.of(JobState.RUNNING), JobState.FAILING, shortened(message)));
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	static String shortened(String message) {
		return (message.length() > JobEntity.MAX_MESSAGE) ? message.substring(0, JobEntity.MAX_MESSAGE - 1) + "…"
				: message;
	}

	<T extends @Nullable Object> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transaction.execute((status) -> action.get()));
	}

}
