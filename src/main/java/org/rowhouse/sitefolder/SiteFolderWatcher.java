package org.rowhouse.sitefolder;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.rowhouse.site.FolderOutdated;
import org.rowhouse.site.Home;
import org.rowhouse.sitefolder.SiteFolderLoader.Outcome;
import org.rowhouse.theme.Themes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Follows {@code sites/}, the themes and the defaults while Rowhouse runs: what the
 * operating system tells of is read within a second, what it does not tell of with the
 * next rescan.
 */
@Component
class SiteFolderWatcher implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(SiteFolderWatcher.class);

	/** No folder has a colon in its name. */
	private static final String THEMES = ":themes";

	private static final String DEFAULTS = ":site-defaults.yml";

	private static final int READERS = 2;

	private static final Duration MIN_PAUSE = Duration.ofSeconds(2);

	private final Home home;

	private final SiteFolders folders;

	private final Themes themes;

	private final DefaultsFile defaults;

	private final SiteFolderProperties properties;

	private final PendingChanges pending = new PendingChanges();

	private final Set<String> missing = ConcurrentHashMap.newKeySet();

	private volatile String themesStamp = "";

	private final AtomicBoolean rescanDue = new AtomicBoolean();

	private final AtomicBoolean rescanning = new AtomicBoolean();

	private final ExecutorService readers;

	private final ExecutorService loops;

	private final List<FolderWatch> watches = new CopyOnWriteArrayList<>();

	SiteFolderWatcher(Home home, SiteFolders folders, Themes themes, DefaultsFile defaults,
			SiteFolderProperties properties) {
		this.home = home;
		this.folders = folders;
		this.themes = themes;
		this.defaults = defaults;
		this.properties = properties;
		this.readers = Executors.newFixedThreadPool(READERS, threads("folder-reader-"));
		this.loops = Executors.newCachedThreadPool(threads("folder-watch-"));
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/** Once everything is watched, what changed before that is looked for. */
	@EventListener(ApplicationReadyEvent.class)
	void start() {
		if (this.properties.watch()) {
			watch("sites", new FolderWatch.Listener() {

				@Override
				public void changed(String name) {
					int slash = name.indexOf('/');
					noteChange((slash > 0) ? name.substring(0, slash) : name);
				}

				@Override
				public void lostTrack() {
					SiteFolderWatcher.this.rescanDue.set(true);
				}

			});
			watch("platform", new FolderWatch.Listener() {

				@Override
				public void changed(String name) {
					noteChange((name.startsWith("themes")) ? THEMES : ":" + name);
				}

				@Override
				public void lostTrack() {
					noteChange(THEMES);
					noteChange(DEFAULTS);
				}

			});
		}
		this.loops.execute(this::loop);
	}

	@EventListener
	void onOutdated(FolderOutdated outdated) {
		noteChange(outdated.key());
	}

	private void watch(String name, FolderWatch.Listener listener) {
		try {
			FolderWatch watch = new FolderWatch((name.equals("sites")) ? this.home.sites() : this.home.platform(),
					listener, this.properties.maxWatches());
			this.watches.add(watch);
			this.loops.execute(watch);
		}
		catch (IOException ex) {
			logger.warn("{}/ cannot be watched: {}. Changes are found every {} s.", name, ex.getMessage(),
					this.properties.rescan().toSeconds());
		}
	}

	private void noteChange(String key) {
		this.pending.changed(key, System.nanoTime());
	}

	private void loop() {
		Duration rescan = this.properties.rescan();
		long lastRescan = System.nanoTime() - MIN_PAUSE.toNanos();
		try {
			while (!Thread.currentThread().isInterrupted()) {
				long now = System.nanoTime();
				this.pending.takeDue(now).forEach((key) -> this.readers.execute(() -> process(key)));
				long pause = now - lastRescan;
				boolean regular = !rescan.isZero() && pause >= rescan.toNanos();
				// A storm of changes must not become a storm of rescans.
				boolean asked = this.rescanDue.get() && pause >= MIN_PAUSE.toNanos() && !this.rescanning.get();
				if (asked || regular) {
					this.rescanDue.set(false);
					lastRescan = now;
					this.loops.execute(this::rescan);
				}
				this.pending.await(Duration.ofSeconds(1));
			}
		}
		catch (InterruptedException | RejectedExecutionException ex) {
			logger.debug("Site folders are no longer followed");
		}
	}

	private void process(String key) {
		try {
			if (key.equals(THEMES)) {
				this.themes.reload();
				// They may have waited for this theme.
				applyDefaults();
			}
			else if (key.equals(DEFAULTS)) {
				applyDefaults();
			}
			else if (!key.startsWith(":")) {
				follow(key, this.folders.load(key));
			}
		}
		catch (RuntimeException ex) {
			logger.error("'{}' could not be read; it is tried again", key, ex);
			this.pending.failed(key, System.nanoTime());
		}
	}

	/** With another zone the dates in folders mean something else. */
	private void applyDefaults() {
		if (this.defaults.reload()) {
			this.rescanDue.set(true);
		}
	}

	/** A folder that is gone is looked for once more before its site goes too. */
	private void follow(String key, Optional<Outcome> outcome) {
		long now = System.nanoTime();
		if (outcome.isPresent()) {
			this.missing.remove(key);
			switch (outcome.get()) {
				case UNCHANGED -> this.pending.succeeded(key);
				case READ -> {
					this.pending.succeeded(key);
					logger.info("Site '{}' read from its folder", key);
				}
				case CHANGED_MEANWHILE -> this.pending.changed(key, now);
				case BROKEN -> this.pending.failed(key, now);
			}
		}
		else if (this.missing.add(key)) {
			this.pending.changed(key, now + PendingChanges.BEFORE_REMOVAL.toNanos());
		}
		else {
			this.missing.remove(key);
			this.pending.succeeded(key);
			this.folders.remove(key);
		}
	}

	private void rescan() {
		if (!this.rescanning.compareAndSet(false, true)) {
			return;
		}
		try {
			rescanPlatform();
			SiteFolders.Scan scan = this.folders.scan(this.pending::isBroken);
			scan.broken().forEach((name) -> this.pending.failed(name, System.nanoTime()));
			scan.changing().forEach(this::noteChange);
			scan.missing().forEach(this::noteChange);
		}
		catch (RuntimeException ex) {
			logger.error("The site folders could not be compared; they are tried again", ex);
		}
		finally {
			this.rescanning.set(false);
		}
	}

	private void rescanPlatform() {
		try {
			String stamp = new SiteFolderReader(THEMES, this.home.platform().folder("themes")).stamp();
			if (!stamp.equals(this.themesStamp)) {
				this.themesStamp = stamp;
				noteChange(THEMES);
			}
			noteChange(DEFAULTS);
		}
		catch (FileProblemException ex) {
			logger.error("The themes cannot be compared: {}", ex.getMessage());
		}
	}

	@Override
	public void destroy() throws IOException, InterruptedException {
		for (FolderWatch watch : this.watches) {
			watch.close();
		}
		this.loops.shutdownNow();
		this.readers.shutdown();
		if (!this.readers.awaitTermination(10, TimeUnit.SECONDS)) {
			this.readers.shutdownNow();
		}
	}

}
