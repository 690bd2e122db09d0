package org.rowhouse.job;

import java.util.List;
import java.util.Optional;

import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/**
 * Does the next step of a job: one site, or one part of a copy. A step that was
 * interrupted is done again, and two who do the same step at once do it once.
 */
@Component
class JobRunner {

	private static final Logger logger = LoggerFactory.getLogger(JobRunner.class);

	private static final List<ResultState> OPEN = List.of(ResultState.WAITING, ResultState.RUNNING);

	private final JobStore store;

	private final List<SiteAction> actions;

	private final Cloning cloning;

	private final SiteResolver sites;

	private final CurrentSite currentSite;

	JobRunner(JobStore store, List<SiteAction> actions, Cloning cloning, SiteResolver sites, CurrentSite currentSite) {
		this.currentSite = currentSite;
		this.store = store;
		this.actions = List.copyOf(actions);
		this.cloning = cloning;
		this.sites = sites;
	}

	/**
	 * Does the next step.
	 * @param jobId the number of a job
	 * @return whether there is more to do
	 */
	boolean step(long jobId) {
		JobEntity job = this.store.find(jobId).filter((found) -> !found.state().isFinal()).orElse(null);
		return job != null && this.currentSite.callFor(job.createdBy(), () -> step(job));
	}

	private boolean step(JobEntity job) {
		if (job.action().equals(Cloning.ACTION)) {
			return this.cloning.step(job);
		}
		if (job.state() != JobState.RUNNING) {
			stop(job);
			return false;
		}
		Optional<JobSiteEntity> next = this.store.next(job.id(), ResultState.WAITING, ResultState.RUNNING);
		if (next.isEmpty()) {
			this.store.finish(job.id(), JobState.RUNNING, JobState.DONE);
			logger.info("Job {} is done", job.id());
			return false;
		}
		change(job, next.get());
		return true;
	}

	/**
	 * What has failed again and again fails for good.
	 * @param jobId the number of a job
	 * @return whether there is more to do
	 */
	boolean giveUp(long jobId) {
		logger.error("Job {} has failed again and again and is given up", jobId);
		this.store.fail(jobId, "Something went wrong again and again. The log says more.");
		return step(jobId);
	}

	private void stop(JobEntity job) {
		this.store.inTransaction("stop a job", () -> {
			int left = this.store.sites().cancelWaiting(job.id());
			this.store.jobs().count(job.id(), 0, 0, 0, left);
			this.store.sites()
				.inOrder(job.id(), List.of(ResultState.RUNNING), Pageable.unpaged())
				.forEach((row) -> end(job.id(), row, ResultState.FAILED, "It may or may not have been changed."));
			return this.store.jobs()
				.finish(job.id(), job.state(), (job.state() == JobState.FAILING) ? JobState.FAILED : JobState.CANCELLED,
						this.store.now());
		});
	}

	private void change(JobEntity job, JobSiteEntity row) {
		Site site = this.sites.find(row.siteId()).orElse(null);
		SiteAction action = this.actions.stream()
			.filter((known) -> known.name().equals(job.action()))
			.findFirst()
			.orElse(null);
		if (site == null || action == null) {
			end(job.id(), row, ResultState.FAILED,
					(site != null) ? "This version cannot do that." : "The site has been deleted.");
			return;
		}
		String before = row.before();
		if (row.state() == ResultState.WAITING) {
			before = action.read(site, job.subject());
			if (isToBeLeft(job.id(), row, before) || !begin(job.id(), row, before)) {
				return;
			}
		}
		try {
			action.write(site, job.subject(), row.wanted());
			end(job.id(), row, ResultState.DONE, "");
		}
		catch (ConflictException | InvalidInputException | NoSuchSiteException ex) {
			end(job.id(), row, ResultState.FAILED, String.valueOf(ex.getMessage()));
		}
		catch (RuntimeException ex) {
			logger.error("Job {} could not change '{}'", job.id(), site.key(), ex);
			end(job.id(), row, ResultState.FAILED, "Something went wrong. The log says more.");
		}
	}

	private boolean isToBeLeft(long jobId, JobSiteEntity row, String before) {
		String expected = row.expected();
		if (expected != null && !expected.equals(before)) {
			end(jobId, row, ResultState.UNCHANGED, "Somebody has changed it since, so it stays as it is.");
			return true;
		}
		if (before.equals(row.wanted())) {
			end(jobId, row, ResultState.UNCHANGED, "");
			return true;
		}
		return false;
	}

	/** What it was is kept before it is changed, so that it can be taken back. */
	private boolean begin(long jobId, JobSiteEntity row, String before) {
		return this.store.inTransaction("begin with a site",
				() -> this.store.sites().begin(jobId, row.position(), before) == 1);
	}

	private void end(long jobId, JobSiteEntity row, ResultState state, String message) {
		this.store.inTransaction("note what became of a site", () -> {
			int ended = this.store.sites().end(jobId, row.position(), OPEN, state, JobStore.shortened(message));
			if (ended == 1) {
				this.store.jobs()
					.count(jobId, (state == ResultState.DONE) ? 1 : 0, (state == ResultState.UNCHANGED) ? 1 : 0,
							(state == ResultState.FAILED) ? 1 : 0, 0);
			}
			return ended;
		});
	}

}
