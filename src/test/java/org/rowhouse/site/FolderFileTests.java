package org.rowhouse.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FolderFile}.
 */
class FolderFileTests {

	@TempDir
	private Path base;

	@TempDir
	private Path outside;

	private Folder folder;

	@BeforeEach
	void writeFiles() throws IOException {
		Files.createDirectories(this.base.resolve("site/static/dir"));
		Files.writeString(this.base.resolve("site/static/dir/a.txt"), "mine");
		Files.createDirectories(this.outside.resolve("dir"));
		Files.writeString(this.outside.resolve("dir/a.txt"), "SECRET");
		this.folder = new Folder(this.base).folder("site").folder("static");
	}

	@Test
	void aFileIsRead() throws IOException {
		assertThat(new String(this.folder.find("dir/a.txt").orElseThrow().read(), StandardCharsets.UTF_8))
			.isEqualTo("mine");
		assertThat(this.folder.find("dir/none.txt")).isEmpty();
		assertThat(this.folder.find("dir")).isEmpty();
		assertThat(this.folder.find("../static/dir/a.txt")).isEmpty();
	}

	@Test
	void aFileIsNotOpenedThroughALinkThatWasPutInBetween() throws IOException {
		FolderFile found = this.folder.find("dir/a.txt").orElseThrow();
		Path dir = this.base.resolve("site/static/dir");
		Files.move(dir, this.base.resolve("site/static/moved"));
		Files.createSymbolicLink(dir, this.outside.resolve("dir"));
		assertThatExceptionOfType(IOException.class).isThrownBy(found::open);
		assertThat(this.folder.find("dir/a.txt")).isEmpty();
		Files.delete(dir);
		Files.createSymbolicLink(dir, this.base.resolve("site/static/moved"));
		assertThatExceptionOfType(IOException.class).isThrownBy(found::open);
	}

	@Test
	void aFileIsNotOpenedWhenItIsAnotherOne() throws IOException {
		FolderFile found = this.folder.find("dir/a.txt").orElseThrow();
		Path file = this.base.resolve("site/static/dir/a.txt");
		Files.delete(file);
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(found::open);
		Files.createLink(file, this.outside.resolve("dir/a.txt"));
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(found::open);
		Files.delete(file);
		Files.createSymbolicLink(file, this.outside.resolve("dir/a.txt"));
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(found::open);
	}

	@Test
	void aFolderThatIsSwappedForALinkAllTheTimeLeadsNowhereElse() throws Exception {
		Path dir = this.base.resolve("site/static/dir");
		Path moved = this.base.resolve("site/static/moved");
		AtomicBoolean stop = new AtomicBoolean();
		Thread swapper = new Thread(() -> swap(dir, moved, stop));
		swapper.start();
		int read = 0;
		try {
			// On a busy machine it may take a while until the folder is seen in both
			// states.
			for (int i = 0; i < 3000 || (read == 0 && i < 1_000_000); i++) {
				read += read("dir/a.txt");
			}
		}
		finally {
			stop.set(true);
			swapper.join();
		}
		assertThat(read).as("times that the file itself was there").isPositive();
	}

	private int read(String name) {
		FolderFile found = this.folder.find(name).orElse(null);
		if (found == null) {
			return 0;
		}
		byte[] bytes = new byte[6];
		try (SeekableByteChannel channel = found.open()) {
			int length = channel.read(ByteBuffer.wrap(bytes));
			assertThat(new String(bytes, 0, length, StandardCharsets.UTF_8)).isEqualTo("mine");
			return 1;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private void swap(Path dir, Path moved, AtomicBoolean stop) {
		try {
			while (!stop.get()) {
				Files.move(dir, moved);
				Files.createSymbolicLink(dir, this.outside.resolve("dir"));
				Files.delete(dir);
				Files.move(moved, dir);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
