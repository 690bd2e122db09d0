package org.rowhouse.sitefolder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.google.common.util.concurrent.Striped;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.LogSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDeletionGuard;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.Sites;
import org.rowhouse.sitefolder.SiteFolderLoader.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * All site folders: each is a site, its own transaction, and no other's business. Takes
 * over all of them at start, and any of them when asked to.
 */
@Component
class SiteFolders implements ApplicationRunner, SiteDeletionGuard {

	private static final Logger logger = LoggerFactory.getLogger(SiteFolders.class);

	private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(5);

	private final Home home;

	private final Folder folder;

	private final Sites sites;

	private final SiteFolderLoader loader;

	private final SiteProblems problems;

	private final SiteFolderProperties properties;

	private final AtomicBoolean unmounted = new AtomicBoolean();

	/** A folder is read by one thread at a time. */
	private final Striped<Lock> locks = Striped.lock(64);

	SiteFolders(Home home, Sites sites, SiteFolderLoader loader, SiteProblems problems,
			SiteFolderProperties properties) {
		this.home = home;
		this.folder = home.sites();
		this.sites = sites;
		this.loader = loader;
		this.problems = problems;
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		long start = System.nanoTime();
		Scan scan = scan((name) -> false);
		scan.missing().forEach(this::remove);
		// An address may have been in the way that another folder has given up since.
		scan.broken().forEach((name) -> load(name));
		scan.changing().forEach((name) -> load(name));
		logger.info("Site folders: {} compared in {} s, {} of them broken", scan.compared(),
				Duration.ofNanos(System.nanoTime() - start).toSeconds(),
				scan.broken().stream().filter((name) -> !this.problems.of(name).isEmpty()).count());
	}

	/**
	 * Compares every folder with what was last read of it, and reads those that differ.
	 * @param skipped the folders that are left out
	 * @return what was found
	 */
	Scan scan(Predicate<String> skipped) {
		Map<String, String> stamps = this.sites.folderStamps();
		List<String> names = this.folder.folders();
		TreeSet<String> missing = new TreeSet<>(stamps.keySet());
		List<String> broken = new ArrayList<>();
		List<String> changing = new ArrayList<>();
		long lastLine = System.nanoTime();
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (isDeclared(name)) {
				missing.remove(name);
				Outcome outcome = (skipped.test(name)) ? Outcome.UNCHANGED
						: load(name, () -> stamps.getOrDefault(name, ""));
				if (outcome == Outcome.BROKEN) {
					broken.add(name);
				}
				else if (outcome == Outcome.CHANGED_MEANWHILE) {
					changing.add(name);
				}
			}
			else if (!missing.contains(name)) {
				logger.debug("sites/{} has no site.yml and is left out", name);
			}
			if (System.nanoTime() - lastLine > BETWEEN_PROGRESS_LINES.toNanos()) {
				lastLine = System.nanoTime();
				logger.info("Site folders: {} of {} compared", i + 1, names.size());
			}
		}
		return new Scan(names.size(), broken, changing, (isMounted(missing.size())) ? List.copyOf(missing) : List.of());
	}

	/** Told once for all sites, and again only after the folder has been there. */
	private boolean isMounted(int missing) {
		boolean mounted = this.home.hasSites();
		if (!mounted && missing > 0 && !this.unmounted.getAndSet(true)) {
			logger.error("{} is empty, as if its disk were not there. Its {} sites stay as they are. If their folders "
					+ "were taken away on purpose, make a file .rowhouse there.", this.folder, missing);
		}
		else if (mounted) {
			this.unmounted.set(false);
		}
		return mounted;
	}

	/**
	 * Takes over a folder if it is not what was last read.
	 * @param name the folder's name
	 * @return what became of it; nothing if there is no such folder
	 */
	Optional<Outcome> load(String name) {
		if (!isDeclared(name)) {
			return Optional.empty();
		}
		return Optional.of(load(name, () -> this.sites.folderStamp(name)));
	}

	private Outcome load(String name, Supplier<String> stamp) {
		Lock lock = this.locks.get(name);
		lock.lock();
		try (LogSite logSite = LogSite.open(name)) {
			return this.loader.load(name, this.folder.folder(name), stamp.get());
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Notes that a folder has been taken away, if it has. Where {@code sites/} itself has
	 * vanished, as a disk does that is not mounted, nothing changes.
	 * @param name the folder's name
	 */
	void remove(String name) {
		Lock lock = this.locks.get(name);
		lock.lock();
		try {
			boolean isSite = this.sites.find(name).filter(Site::folder).isPresent();
			if (isDeclared(name)) {
				return;
			}
			this.problems.set(name, List.of());
			if (isSite && this.home.hasSites()) {
				this.sites.folderRemoved(name, this.properties.removed());
			}
		}
		finally {
			lock.unlock();
		}
	}

	private boolean isDeclared(String name) {
		return this.folder.file(name + "/site.yml").isPresent();
	}

	@Override
	public Optional<String> objectionTo(Site site) {
		return (site.folder() && isDeclared(site.key()))
				? Optional.of("The folder sites/" + site.key()
						+ " declares this site and would bring it back. Move the folder away, then delete.")
				: Optional.empty();
	}

	/**
	 * What a look at all folders found.
	 *
	 * @param compared how many folders there are
	 * @param broken the folders that could not be read
	 * @param changing the folders that changed while they were read, and must be read
	 * again
	 * @param missing the sites whose folder is not there any more
	 */
	record Scan(int compared, List<String> broken, List<String> changing, List<String> missing) {

	}

}
