package org.rowhouse.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.job.SiteAction.Wanted;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/**
 * The jobs of the platform, for those who ask for them. What a method has returned from
 * is in the database, and goes on after a restart.
 */
@Service
public class Jobs {

	/** A job changes at most so many sites. */
	public static final int MAX_SITES = 100_000;

	private static final Logger logger = LoggerFactory.getLogger(Jobs.class);

	private static final int CHUNK = 1000;

	private final JobStore store;

	private final List<SiteAction> actions;

	private final Worker worker;

	private final ApplicationEventPublisher events;

	Jobs(JobStore store, List<SiteAction> actions, Worker worker, ApplicationEventPublisher events) {
		this.events = events;
		this.store = store;
		this.actions = List.copyOf(actions);
		this.worker = worker;
	}

	/**
	 * Starts to do something with many sites. Each is changed by itself: one that cannot
	 * be changed keeps none of the others from it.
	 * @param word what to do: {@code theme}, {@code state}, {@code add-tag} or
	 * {@code remove-tag}
	 * @param value the theme, state or tag
	 * @param sites the sites, in the order in which their turns come
	 * @return the job
	 * @throws InvalidInputException at {@code action}, {@code value} or {@code sites}
	 */
	public Job start(String word, String value, List<Site> sites) {
		return start(word, value, "", sites);
	}

	/**
	 * Starts to do something with many sites that is about a person.
	 * @param word what to do: as above, or {@code role} or {@code remove-role}
	 * @param value the theme, state, tag or role
	 * @param person the name that they sign in with; empty where nobody is meant
	 * @param sites the sites, in the order in which their turns come
	 * @return the job
	 * @throws InvalidInputException at {@code action}, {@code value}, {@code person} or
	 * {@code sites}
	 */
	public Job start(String word, String value, String person, List<Site> sites) {
		Planned planned = plan(word.strip(), value.strip(), person.strip());
		if (sites.isEmpty() || sites.size() > MAX_SITES) {
			throw new InvalidInputException("sites",
					(sites.isEmpty()) ? "Choose at least one site." : "Choose at most " + MAX_SITES + " sites.");
		}
		String who = this.worker.name();
		Wanted wanted = planned.wanted();
		Job job = this.store.inTransaction("start a job", () -> {
			JobEntity saved = this.store
				.start(new JobEntity(planned.action().name(), wanted, sites.size(), who, this.store.now()));
			this.store.sites()
				.saveAll(IntStream.range(0, sites.size())
					.mapToObj((i) -> new JobSiteEntity(saved.id(), i, sites.get(i), wanted.value()))
					.toList());
			this.events.publishEvent(new Changed("job.started", null, "Job " + saved.id(), Map.of(),
					Map.of("action", (wanted.subject().isEmpty()) ? word : word + " " + wanted.subject(), "value",
							wanted.value(), "sites", String.valueOf(sites.size()))));
			return saved.toJob(null);
		});
		logger.info("Job {}: {} {} '{}' of {} sites", job.id(), job.action(), job.subject(), job.wanted(), job.total());
		return job;
	}

	/**
	 * Checks what is to be done, without doing it.
	 * @param word what to do
	 * @param value the theme, state, tag or role
	 * @param person the name that somebody signs in with; empty where nobody is meant
	 * @throws InvalidInputException at {@code action}, {@code value} or {@code person}
	 */
	public void check(String word, String value, String person) {
		plan(word.strip(), value.strip(), person.strip());
	}

	private Planned plan(String word, String value, String person) {
		for (SiteAction action : this.actions) {
			Optional<Wanted> wanted = action.plan(word, value, person);
			if (wanted.isPresent()) {
				return new Planned(action, wanted.get());
			}
		}
		throw new InvalidInputException("action",
				"Choose what to do: theme, state, add-tag, remove-tag, role or remove-role.");
	}

	/**
	 * Takes back what a job has done, as a job of its own. A site that somebody has
	 * changed since stays as it is.
	 * @param id the number of the job
	 * @return the new job
	 * @throws ConflictException if there is nothing to take back, or somebody has done so
	 * @throws NoSuchJobException if there is no such job
	 */
	public Job undo(long id) {
		Job job = require(id);
		if (job.undoneBy() != null) {
			throw new ConflictException("Job " + job.undoneBy() + " takes this back already.");
		}
		if (!job.isUndoable()) {
			throw new ConflictException(
					(job.state().isFinal()) ? "This job has changed no site, so there is nothing " + "to take back."
							: "This job is still at work. Stop it first.");
		}
		String who = this.worker.name();
		return this.store.inTransaction("take back a job", () -> {
			JobEntity saved = this.store
				.start(new JobEntity(job.action(), new Wanted(job.subject(), ""), job.done(), who, this.store.now())
					.undoing(id));
			int position = 0;
			List<JobSiteEntity> done = doneBy(id, 0);
			for (int part = 1; !done.isEmpty(); part++) {
				List<JobSiteEntity> rows = new ArrayList<>();
				for (JobSiteEntity row : done) {
					rows.add(row.undoneBy(saved.id(), position++));
				}
				this.store.sites().saveAll(rows);
				done = doneBy(id, part);
			}
			this.events.publishEvent(new Changed("job.started", null, "Job " + saved.id(), Map.of(),
					Map.of("takesBack", "Job " + id, "sites", String.valueOf(position))));
			return saved.toJob(null);
		});
	}

	private List<JobSiteEntity> doneBy(long id, int part) {
		return this.store.sites().inOrder(id, List.of(ResultState.DONE), PageRequest.of(part, CHUNK));
	}

	/**
	 * Stops a job. Sites that it has changed stay changed; a copy is taken back.
	 * @param id the number of the job
	 * @return the job, which comes to its end soon
	 * @throws ConflictException if it has come to its end already
	 * @throws NoSuchJobException if there is no such job
	 */
	public Job cancel(long id) {
		require(id);
		int changed = this.store.inTransaction("stop a job", () -> {
			int stopped = this.store.jobs().changeState(id, JobState.RUNNING, JobState.CANCELLING);
			if (stopped > 0) {
				this.events.publishEvent(Changed.of("job.stopped", null, "Job " + id));
			}
			return stopped;
		});
		Job now = require(id);
		if (changed == 0 && now.state() != JobState.CANCELLING) {
			throw new ConflictException("This job has come to its end already.");
		}
		return now;
	}

	/**
	 * Lists jobs, the newest first.
	 * @param pageable which part of the list; its sort is not used
	 * @return one page
	 */
	public Page<Job> list(Pageable pageable) {
		return this.store.inTransaction("list jobs", () -> {
			Page<JobEntity> found = this.store.jobs()
				.newestFirst(PageRequest.of(pageable.getPageNumber(), pageable.getPageSize()));
			return new PageImpl<>(withUndoing(found.getContent()), pageable, found.getTotalElements());
		});
	}

	/**
	 * Lists jobs that are older than one, the newest first.
	 * @param before the number of a job
	 * @param size how many at most
	 * @return jobs
	 */
	public List<Job> before(long before, int size) {
		return this.store.inTransaction("list jobs",
				() -> withUndoing(this.store.jobs().before(before, PageRequest.of(0, size))));
	}

	/**
	 * Finds a job.
	 * @param id its number
	 * @return the job as it is now
	 */
	public Optional<Job> find(long id) {
		return this.store.inTransaction("look at a job",
				() -> withUndoing(this.store.jobs().findById(id).stream().toList()).stream().findFirst());
	}

	private List<Job> withUndoing(List<JobEntity> found) {
		Map<Long, Long> undoing = new HashMap<>();
		if (!found.isEmpty()) {
			this.store.jobs()
				.undoing(found.stream().map(JobEntity::id).toList())
				.forEach((row) -> undoing.put((Long) row[0], (Long) row[1]));
		}
		return found.stream().map((job) -> job.toJob(undoing.get(job.id()))).toList();
	}

	private Job require(long id) {
		return find(id).orElseThrow(() -> new NoSuchJobException(id));
	}

	/**
	 * Lists what a job has done, or is going to do.
	 * @param id the number of the job
	 * @param state with what end, or {@code null} for any
	 * @param pageable which part of the list; its sort is not used
	 * @return one page, in the order of turns
	 * @throws NoSuchJobException if there is no such job
	 */
	public Page<SiteResult> results(long id, @Nullable ResultState state, Pageable pageable) {
		require(id);
		List<ResultState> states = (state != null) ? List.of(state) : Arrays.asList(ResultState.values());
		return this.store.inTransaction("list what a job has done",
				() -> this.store.sites()
					.list(id, states, PageRequest.of(pageable.getPageNumber(), pageable.getPageSize()))
					.map(JobSiteEntity::toResult));
	}

	/**
	 * Lists what a job has done, or is going to do, behind a place.
	 * @param id the number of the job
	 * @param state with what end, or {@code null} for any
	 * @param after the place, or -1 for the beginning
	 * @param size how many at most
	 * @return results in the order of turns
	 * @throws NoSuchJobException if there is no such job
	 */
	public List<SiteResult> resultsAfter(long id, @Nullable ResultState state, int after, int size) {
		require(id);
		List<ResultState> states = (state != null) ? List.of(state) : Arrays.asList(ResultState.values());
		return this.store.inTransaction("list what a job has done",
				() -> this.store.sites()
					.after(id, states, after, PageRequest.of(0, size))
					.stream()
					.map(JobSiteEntity::toResult)
					.toList());
	}

	private record Planned(SiteAction action, Wanted wanted) {

	}

}
