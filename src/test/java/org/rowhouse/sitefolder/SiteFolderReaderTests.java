package org.rowhouse.sitefolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.testing.SwappedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SiteFolderReader}.
 */
class SiteFolderReaderTests {

	@TempDir
	private Path home;

	@TempDir
	private Path outside;

	@Test
	void aFolderThatIsSwappedForALinkAllTheTimeGivesNoTextFromElsewhere() throws Exception {
		Path content = Files.createDirectories(this.home.resolve("sites/shop/content"));
		Files.createDirectories(this.home.resolve("platform"));
		Files.writeString(content.resolve("a.md"), "mine");
		Files.writeString(this.outside.resolve("a.md"), "SECRET");
		int read = 0;
		SwappedFolder swapped = new SwappedFolder(content, this.outside);
		try (swapped) {
			long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
			// On a busy machine the link may stand there for many rounds.
			for (int i = 0; i < 3000 || (read == 0 && System.nanoTime() < end); i++) {
				read += read("content/a.md");
			}
		}
		assertThat(read).as("times that the file itself was there").isPositive();
	}

	@Test
	void aHugeFileIsToldAndNotRead() throws IOException {
		Files.createDirectories(this.home.resolve("platform"));
		Files.createDirectories(this.home.resolve("sites/shop"));
		Files.write(this.home.resolve("sites/shop/site.yml"), new byte[2_000_001]);
		assertThatExceptionOfType(FileProblemException.class).isThrownBy(() -> reader().text("site.yml"))
			.withMessage("The file has more than 2000000 bytes.");
	}

	private int read(String name) {
		try {
			assertThat(reader().text(name)).isEqualTo("mine");
			return 1;
		}
		catch (FileProblemException ex) {
			return 0;
		}
	}

	private SiteFolderReader reader() {
		Folder sites = Home.select(this.home.toString()).orElseThrow().home().sites();
		return new SiteFolderReader("shop", sites.folder("shop"));
	}

}
