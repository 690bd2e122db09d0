package org.rowhouse.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The folder of this process for its index, below {@code data/search}. Each of several
 * processes on one home has its own; a lock that a killed process left behind is none.
 */
final class IndexFolder implements AutoCloseable {

	/**
	 * Raised when fields or analysis change, so that an index of another version is made
	 * again.
	 */
	private static final int FORMAT = 2;

	private static final int PROCESSES = 16;

	private static final Logger logger = LoggerFactory.getLogger(IndexFolder.class);

	private final Home home;

	private final int number;

	private final Directory lockDirectory;

	private final Lock lock;

	private IndexFolder(Home home, int number, Directory lockDirectory, Lock lock) {
		this.home = home;
		this.number = number;
		this.lockDirectory = lockDirectory;
		this.lock = lock;
	}

	/**
	 * Takes the first folder that no other process has.
	 * @param home where folders are
	 * @return the folder, this process's own until it is closed
	 * @throws IOException if none can be had
	 */
	static IndexFolder take(Home home) throws IOException {
		for (int number = 1; number <= PROCESSES; number++) {
			IndexFolder folder = tryTake(home, number);
			if (folder != null) {
				return folder;
			}
		}
		throw new IOException("all " + PROCESSES + " folders in data/search are in use by other processes");
	}

	private static @Nullable IndexFolder tryTake(Home home, int number) throws IOException {
		Directory directory = FSDirectory.open(home.searchIndex(Integer.toString(number)));
		try {
			return new IndexFolder(home, number, directory, directory.obtainLock("process.lock"));
		}
		catch (LockObtainFailedException ex) {
			directory.close();
			return null;
		}
	}

	/**
	 * Returns the name of the index's folder.
	 * @return its name in {@link #parent()}
	 */
	String name() {
		return name(FORMAT);
	}

	private String name(int format) {
		return this.number + "-v" + format;
	}

	/**
	 * Returns the folder that the index's folder is in.
	 * @return {@code data/search}
	 */
	Path parent() {
		return Objects.requireNonNull(path().getParent());
	}

	private Path path() {
		return this.home.searchIndex(name());
	}

	/**
	 * Takes away what cannot be opened: an index of an older version, or one that is not
	 * whole.
	 */
	void clean() {
		for (int older = 1; older < FORMAT; older++) {
			delete(this.home.searchIndex(name(older)));
		}
		if (!opens()) {
			clear();
		}
	}

	/** Deletes the index, which must be closed. */
	void clear() {
		delete(path());
	}

	private boolean opens() {
		try (Directory directory = FSDirectory.open(path())) {
			if (!DirectoryReader.indexExists(directory)) {
				return false;
			}
			DirectoryReader.open(directory).close();
			return true;
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("The search index cannot be opened and is made again: {}", ex.getMessage());
			return false;
		}
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			logger.warn("A search index that is not used any more stays in {}: {}", folder, ex.getMessage());
		}
	}

	@Override
	public void close() throws IOException {
		this.lock.close();
		this.lockDirectory.close();
	}

}
