package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.rowhouse.site.Folder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changes in a folder and everywhere below it, as far as the operating system
 * does. Hidden and temporary files are no change.
 */
final class FolderWatch implements Runnable, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FolderWatch.class);

	/** So that no site uses up what all have together. */
	private static final int MAX_WATCHES_OF_ONE = 2000;

	private final Folder folder;

	private final Listener listener;

	private final int maxWatches;

	private final WatchService service;

	private final Map<WatchKey, String> names = new HashMap<>();

	private final TreeMap<String, WatchKey> keys = new TreeMap<>();

	private boolean full;

	/**
	 * Prepares to watch.
	 * @param folder the folder
	 * @param listener who is told, on the thread that runs this
	 * @param maxWatches at most so many folders
	 * @throws IOException if the operating system has no means to watch
	 */
	FolderWatch(Folder folder, Listener listener, int maxWatches) throws IOException {
		this.folder = folder;
		this.listener = listener;
		this.maxWatches = maxWatches;
		this.service = FileSystems.getDefault().newWatchService();
	}

	/**
	 * Tells of changes until this is closed; of what changed before that it knows
	 * nothing, and says so.
	 */
	@Override
	public void run() {
		try {
			watchTree("");
			this.listener.lostTrack();
			while (true) {
				WatchKey key = this.service.take();
				String name = this.names.get(key);
				for (WatchEvent<?> event : key.pollEvents()) {
					if (name != null) {
						tellSafely(name, event);
					}
				}
				if (!key.reset() && name != null) {
					forget(name);
				}
			}
		}
		catch (ClosedWatchServiceException ex) {
			logger.debug("No longer watching {}", this.folder);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** One folder's oddities must not end the watch over all others. */
	private void tellSafely(String parent, WatchEvent<?> event) {
		try {
			tell(parent, event);
		}
		catch (RuntimeException ex) {
			logger.error("A change in {} could not be followed; everything is compared instead", parent, ex);
			this.listener.lostTrack();
		}
	}

	private void tell(String parent, WatchEvent<?> event) {
		if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
			this.listener.lostTrack();
			return;
		}
		String name = (parent.isEmpty()) ? String.valueOf(event.context()) : parent + "/" + event.context();
		if (!Folder.isAcceptable(name)) {
			return;
		}
		if (event.kind() == StandardWatchEventKinds.ENTRY_DELETE) {
			forget(name);
		}
		else if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
			watchTree(name);
		}
		this.listener.changed(name);
	}

	/**
	 * A folder is watched before its content is listed, so that nothing comes in between.
	 */
	private void watchTree(String name) {
		if (!name.isEmpty() && !Folder.isAcceptable(name)) {
			return;
		}
		Folder top = (name.isEmpty()) ? this.folder : this.folder.folder(name);
		try {
			if (watch(name, top)) {
				top.folders().forEach((below) -> watchTree((name.isEmpty()) ? below : name + "/" + below));
			}
		}
		catch (UncheckedIOException ex) {
			this.listener.lostTrack();
		}
	}

	private boolean watch(String name, Folder wanted) {
		String top = name.substring(0, (name.indexOf('/') > 0) ? name.indexOf('/') : name.length());
		if (!top.isEmpty() && this.keys.subMap(top, top + "/\uffff").size() >= MAX_WATCHES_OF_ONE) {
			logger.warn("{}/{} has more than {} folders. Changes in the rest are found by the rescan.", this.folder,
					top, MAX_WATCHES_OF_ONE);
			return false;
		}
		if (this.keys.size() >= this.maxWatches) {
			tellOnce("rowhouse.site-folders.max-watches is " + this.maxWatches);
			return false;
		}
		try {
			WatchKey key = wanted.watch(this.service);
			this.names.put(key, name);
			this.keys.put(name, key);
			return true;
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			logger.debug("'{}' is no folder, or gone again", name);
		}
		catch (IOException ex) {
			tellOnce(String.valueOf(ex.getMessage()));
		}
		return false;
	}

	private void tellOnce(String reason) {
		if (!this.full) {
			this.full = true;
			logger
				.warn("Not all of {} can be watched ({}). Changes in the rest are found by the rescan; on Linux raise "
						+ "fs.inotify.max_user_watches to watch more.", this.folder, reason);
		}
	}

	/** What is moved away would go on telling, under a name that is not its own. */
	private void forget(String name) {
		Map<String, WatchKey> gone = this.keys.subMap(name, true, name + "/\uffff", true);
		gone.entrySet().removeIf((entry) -> {
			boolean below = entry.getKey().equals(name) || entry.getKey().startsWith(name + "/");
			if (below) {
				entry.getValue().cancel();
				this.names.remove(entry.getValue());
			}
			return below;
		});
	}

	@Override
	public void close() throws IOException {
		this.service.close();
	}

	/**
	 * Is told of changes.
	 */
	interface Listener {

		/**
		 * Something is there, is not there any more, or is different.
		 * @param name its path from the watched folder, with slashes
		 */
		void changed(String name);

		/** Some changes were not told, and nobody knows which. */
		void lostTrack();

	}

}
