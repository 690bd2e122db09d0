package org.rowhouse.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.job.SiteAction.Wanted;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.FolderCloning;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteCopier;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.site.UnfinishedSites;
import org.rowhouse.site.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes sites as copies of others: their settings without addresses, theme and options,
 * limits, pages and posts, menu, snippets, redirects and media. A copy is a job. Nobody
 * sees the new site before it is whole, and of one that cannot be made nothing is left.
 */
@Service
public class Cloning {

	static final String ACTION = "clone";

	private static final Logger logger = LoggerFactory.getLogger(Cloning.class);

	/** Stands behind the name of a copier in what is kept of the progress. */
	private static final String BEHIND = ":";

	private final Sites sites;

	private final UnfinishedSites unfinished;

	private final List<SiteCopier> copiers;

	private final FolderCloning folders;

	private final SiteLimits limits;

	private final JobStore store;

	private final CurrentSite currentSite;

	private final Worker worker;

	private final SitePrivacy privacy;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final TransactionTemplate reading;

	Cloning(Sites sites, UnfinishedSites unfinished, List<SiteCopier> copiers, FolderCloning folders, SiteLimits limits,
			JobStore store, CurrentSite currentSite, Worker worker, SitePrivacy privacy,
			ApplicationEventPublisher events, PlatformTransactionManager transactionManager) {
		this.privacy = privacy;
		this.events = events;
		this.sites = sites;
		this.unfinished = unfinished;
		this.copiers = List.copyOf(copiers);
		this.folders = folders;
		this.limits = limits;
		this.store = store;
		this.currentSite = currentSite;
		this.worker = worker;
		this.transaction = new TransactionTemplate(transactionManager);
		this.reading = new TransactionTemplate(transactionManager);
		this.reading.setReadOnly(true);
	}

	/**
	 * Starts to copy a site. Its key and its addresses are taken from now on; it answers
	 * when the job is done.
	 * @param originalKey the key of the original
	 * @param typed key, name and addresses of the copy; of tagline, theme, language, time
	 * zone and the beginning of URLs what is empty is as on the original
	 * @return the job
	 * @throws InvalidInputException if settings are wrong
	 * @throws ConflictException if the original cannot be copied
	 * @throws NoSuchSiteException if there is no such site
	 */
	public Job start(String originalKey, SiteSettings typed) {
		Site original = this.sites.find(originalKey).orElseThrow(() -> new NoSuchSiteException(originalKey));
		if (original.state() == SiteState.BROKEN) {
			throw new ConflictException("The files of '" + originalKey + "' have never been read. Mend them first.");
		}
		SiteSettings settings = settings(original, typed);
		String key = settings.key().strip();
		if (Site.isKey(key) && this.sites.find(key).isEmpty()) {
			this.folders.requireFree(original, key);
		}
		String who = this.worker.name();
		Job job = this.store.inTransaction("start to copy a site", () -> {
			Site copy = this.unfinished.begin(settings);
			JobEntity saved = this.store.start(new JobEntity(ACTION,
					new Wanted(original.key(), Long.toString(original.id())), 0, who, this.store.now()));
			this.store.sites().saveAll(List.of(new JobSiteEntity(saved.id(), 0, copy, "")));
			this.events.publishEvent(new Changed("job.started", null, "Job " + saved.id(), Map.of(),
					Map.of("action", ACTION, "from", original.key(), "to", copy.key())));
			return saved.toJob(null);
		});
		logger.info("Job {}: copy '{}' to '{}'", job.id(), originalKey, settings.key());
		return job;
	}

	/** What the original's file declares is the copy's own setting. */
	private static SiteSettings settings(Site original, SiteSettings typed) {
		SiteSettings own = original.own();
		Map<String, String> options = new LinkedHashMap<>(original.origins().ownOptions());
		options.putAll(original.origins().fileOptions());
		return new SiteSettings(typed.key(), typed.name(), or(typed.tagline(), own.tagline()), typed.addresses(),
				or(typed.theme(), own.theme()), or(typed.locale(), own.locale()), or(typed.timeZone(), own.timeZone()),
				options, or(typed.urlScheme(), own.urlScheme()), or(typed.urlPort(), own.urlPort()));
	}

	private static String or(String typed, String own) {
		return (typed.isBlank()) ? own : typed;
	}

	/**
	 * Does the next step of a job.
	 * @return whether there is more to do
	 */
	boolean step(JobEntity job) {
		JobSiteEntity row = this.store.next(job.id(), ResultState.WAITING).orElse(null);
		Optional<Site> copy = (row != null) ? this.unfinished.find(row.siteId()) : Optional.empty();
		if (job.state() != JobState.RUNNING || row == null || copy.isEmpty()) {
			takeBack(job, row, copy.orElse(null));
			return false;
		}
		Site original = this.sites.find(job.subject())
			.filter((site) -> Long.toString(site.id()).equals(job.wanted()))
			.orElse(null);
		if (original == null) {
			this.store.fail(job.id(), "'" + job.subject() + "' was deleted while it was copied.");
			return true;
		}
		return step(job, row, original, copy.get());
	}

	private boolean step(JobEntity job, JobSiteEntity row, Site original, Site copy) {
		try {
			if (row.progress().isEmpty()) {
				count(job, original);
				return true;
			}
			int border = row.progress().indexOf(BEHIND);
			String name = row.progress().substring(0, border);
			SiteCopier copier = this.copiers.stream()
				.filter((known) -> known.name().equals(name))
				.findFirst()
				.orElse(null);
			if (copier != null) {
				copy(job, row, original, copy, copier, row.progress().substring(border + 1));
				return true;
			}
			return !finish(job, row, original, copy);
		}
		catch (InvalidInputException | ConflictException ex) {
			this.store.fail(job.id(), String.valueOf(ex.getMessage()));
		}
		catch (DataIntegrityViolationException ex) {
			logger.warn("Job {} could not copy '{}'", job.id(), original.key(), ex);
			this.store.fail(job.id(),
					"'" + original.key() + "' was changed while it was copied. Start again when nobody works on it.");
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Job {} could not copy files of '{}'", job.id(), original.key(), ex);
			this.store.fail(job.id(), "Files could not be copied: " + ex.getMessage());
		}
		return true;
	}

	private void count(JobEntity job, Site original) {
		int total = 0;
		for (SiteCopier copier : this.copiers) {
			total += read(original, copier::count);
		}
		int all = total;
		this.store.inTransaction("count what is to be copied", () -> {
			this.store.sites().advance(job.id(), "", startOf(0));
			return this.store.jobs().changeTotal(job.id(), all);
		});
	}

	/** Behind the last copier there is no name. */
	private String startOf(int copier) {
		return ((copier < this.copiers.size()) ? this.copiers.get(copier).name() : "") + BEHIND;
	}

	private void copy(JobEntity job, JobSiteEntity row, Site original, Site copy, SiteCopier copier, String after)
			throws IOException {
		SiteCopier.Part part = read(original, () -> copier.next(after)).orElse(null);
		if (part == null) {
			String next = startOf(this.copiers.indexOf(copier) + 1);
			this.store.inTransaction("go on with a copy",
					() -> this.store.sites().advance(job.id(), row.progress(), next));
			return;
		}
		part.prepare(original, copy);
		this.currentSite.run(copy, () -> this.transaction.executeWithoutResult((status) -> {
			String next = copier.name() + BEHIND + part.last();
			if (this.store.sites().advance(job.id(), row.progress(), next) == 1) {
				note(job, part.write(original, copy));
				this.store.jobs().count(job.id(), part.size(), 0, 0, 0);
			}
		}));
	}

	private void note(JobEntity job, List<String> left) {
		if (!left.isEmpty()) {
			String before = this.store.jobs().messageOf(job.id());
			String all = ((before != null && !before.isEmpty()) ? before + "\n" : "") + String.join("\n", left);
			this.store.jobs().changeMessage(job.id(), JobStore.shortened(all));
		}
	}

	private <T> T read(Site original, Supplier<T> action) {
		T read = this.currentSite.call(original, () -> this.reading.execute((status) -> action.get()));
		if (read == null) {
			throw new IllegalStateException("Each of them has a result");
		}
		return read;
	}

	/** Whoever stops it just before this is heard: then nothing is finished. */
	private boolean finish(JobEntity job, JobSiteEntity row, Site original, Site copy) throws IOException {
		this.limits.copy(original, copy);
		FolderCloning.@Nullable Prepared folder = this.folders.prepare(original, copy, stampIn(row)).orElse(null);
		try (folder) {
			if (folder != null && !noted(job, row, folder.digest())) {
				return false;
			}
			requireAsPrivate(original, copy);
			return this.unfinished.finish(copy, original.key(), folder, () -> {
				this.store.sites().end(job.id(), row.position(), List.of(ResultState.WAITING), ResultState.DONE, "");
				if (this.store.jobs().finish(job.id(), JobState.RUNNING, JobState.DONE, this.store.now()) != 1) {
					throw new ConflictException("The copy was stopped.");
				}
			});
		}
	}

	/**
	 * Private areas are copied first. What was made private since, or has moved, would be
	 * public on the copy.
	 */
	private void requireAsPrivate(Site original, Site copy) {
		List<String> wanted = read(original, this.privacy::read).paths();
		if (!read(copy, this.privacy::read).paths().containsAll(wanted)) {
			throw new ConflictException("A part of '" + original.key()
					+ "' was made private while it was copied. Start again, so that it is private on the copy as well.");
		}
	}

	/**
	 * A folder gets its name before the site is committed. Whoever goes on after somebody
	 * who was killed in between knows it again by what is noted before.
	 * @return false if somebody else has noted another one, or it is stopped
	 */
	private boolean noted(JobEntity job, JobSiteEntity row, String digest) {
		return digest.equals(stampIn(row)) || this.store.inTransaction("note the folder of a copy",
				() -> this.store.sites().advance(job.id(), row.progress(), BEHIND + digest)) == 1;
	}

	private static String stampIn(JobSiteEntity row) {
		return (row.progress().startsWith(BEHIND)) ? row.progress().substring(BEHIND.length()) : "";
	}

	private void takeBack(JobEntity job, @Nullable JobSiteEntity row, @Nullable Site copy) {
		if (copy != null && row != null) {
			this.folders.remove(copy.key(), stampIn(row));
		}
		if (copy != null) {
			this.unfinished.deleteFiles(copy);
		}
		JobState end = (job.state() == JobState.CANCELLING) ? JobState.CANCELLED : JobState.FAILED;
		this.store.inTransaction("take back a copy", () -> {
			if (copy != null) {
				this.unfinished.delete(copy);
			}
			if (row != null) {
				this.store.sites()
					.end(job.id(), row.position(), List.of(ResultState.WAITING),
							(end == JobState.FAILED) ? ResultState.FAILED : ResultState.CANCELLED, "");
			}
			return this.store.jobs().finish(job.id(), job.state(), end, this.store.now());
		});
		logger.info("Job {} has come to its end without a copy", job.id());
	}

}
