package org.rowhouse.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowhouse.testing.SwappedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WritableFolder}.
 */
class WritableFolderTests {

	@TempDir
	private Path base;

	@TempDir
	private Path outside;

	private WritableFolder folder;

	@BeforeEach
	void writeFiles() throws IOException {
		Files.createDirectories(this.base.resolve("site"));
		Files.writeString(this.base.resolve("site/a.txt"), "mine");
		Files.writeString(this.outside.resolve("a.txt"), "THEIRS");
		this.folder = new WritableFolder(this.base);
	}

	@Test
	void aFileIsCreatedOnceAndReplacedOnlyIfItIsThere() throws IOException {
		this.folder.create("site/deep/er/b.txt", bytes("one"));
		assertThat(this.base.resolve("site/deep/er/b.txt")).hasContent("one");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> this.folder.create("site/a.txt", bytes("two")))
			.withMessage("site/a.txt");
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> this.folder.replace("site/none.txt", bytes("two")));
		this.folder.replace("site/a.txt", bytes("two"));
		assertThat(this.base.resolve("site/a.txt")).hasContent("two");
		assertThat(names(this.base.resolve("site"))).containsExactly("a.txt", "deep");
	}

	@Test
	void aFolderThatIsSwappedForALinkAllTheTimeLeadsNoFileElsewhere() throws Exception {
		int written = 0;
		SwappedFolder swapped = new SwappedFolder(this.base.resolve("site"), this.outside);
		try (swapped) {
			// On a busy machine it may take a while until the folder is seen in both
			// states.
			for (int i = 0; i < 2000 || (written == 0 && i < 1_000_000); i++) {
				written += replaced("mine " + i) ? 1 : 0;
			}
		}
		assertThat(names(this.outside)).containsExactly("a.txt");
		assertThat(this.outside.resolve("a.txt")).hasContent("THEIRS");
		assertThat(written).as("times that the file itself was there").isPositive();
	}

	@Test
	void manyMayMakeTheSameFoldersAtOnce() throws Exception {
		int writers = 8;
		ExecutorService threads = Executors.newFixedThreadPool(writers);
		try {
			for (int round = 0; round < 50; round++) {
				String at = "new" + round + "/deep/er/";
				CyclicBarrier start = new CyclicBarrier(writers);
				List<Callable<Boolean>> writing = new ArrayList<>();
				for (int i = 0; i < writers; i++) {
					String name = at + i + ".txt";
					writing.add(() -> {
						start.await();
						this.folder.create(name, bytes("mine"));
						return true;
					});
				}
				for (Future<Boolean> written : threads.invokeAll(writing)) {
					assertThat(written.get()).isTrue();
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
		Files.writeString(this.base.resolve("file"), "no folder");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.folder.create("file/a.txt", bytes("x")));
	}

	private boolean replaced(String text) {
		try {
			this.folder.replace("site/a.txt", bytes(text));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String[] names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toArray(String[]::new);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
