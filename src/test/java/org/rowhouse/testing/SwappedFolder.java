package org.rowhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A folder that somebody swaps for a link to another one, and back, all the time. It is a
 * folder again when this is closed.
 */
public final class SwappedFolder implements AutoCloseable {

	private final AtomicBoolean stop = new AtomicBoolean();

	private final Thread swapper;

	/**
	 * Begins to swap.
	 * @param folder the folder
	 * @param other where the link leads
	 */
	public SwappedFolder(Path folder, Path other) {
		this.swapper = new Thread(() -> swap(folder, folder.resolveSibling(folder.getFileName() + "-moved"), other));
		this.swapper.start();
	}

	private void swap(Path folder, Path moved, Path other) {
		try {
			while (!this.stop.get()) {
				Files.move(folder, moved);
				link(folder, other);
				Files.delete(folder);
				Files.move(moved, folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Who writes may have made the folder just then. */
	private static void link(Path folder, Path other) throws IOException {
		try {
			Files.createSymbolicLink(folder, other);
		}
		catch (FileAlreadyExistsException ex) {
			Files.delete(folder);
			Files.createSymbolicLink(folder, other);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.stop.set(true);
		this.swapper.join();
	}

}
