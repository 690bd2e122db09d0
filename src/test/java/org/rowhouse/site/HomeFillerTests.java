package org.rowhouse.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HomeFiller}.
 */
class HomeFillerTests {

	@TempDir
	private Path folder;

	@Test
	void aNewHomeHasEveryFileOfThePlatformAlsoThoseWithoutADotInTheirName() throws IOException {
		HomeFiller.fill(this.folder.resolve("home"));
		List<String> files = files(this.folder.resolve("home/platform"));
		assertThat(files).contains("deploy/Caddyfile", "deploy/nginx.conf", "errors/421.html");
		assertThat(files).containsExactlyElementsOf(files(Path.of("platform")));
	}

	@Test
	void whatAnExportThatWasKilledLeftBehindGoesAndNothingElse() throws IOException {
		Path sites = this.folder.resolve("sites");
		String leftover = ".export-0b6e6f4e-1a2b-4c3d-8e9f-001122334455";
		Path elsewhere = Files.createDirectories(this.folder.resolve("elsewhere"));
		Files.createDirectories(sites.resolve(leftover + "/content"));
		Files.writeString(sites.resolve(leftover + "/content/index.md"), "# Half");
		Files.createDirectories(sites.resolve(".export-mine"));
		Files.createDirectories(sites.resolve(leftover + "-kept"));
		Files.writeString(sites.resolve(leftover.replace("0b", "1b")), "A file");
		Files.createSymbolicLink(sites.resolve(leftover.replace("0b", "2b")), elsewhere);
		HomeFiller.fill(this.folder);
		assertThat(sites.resolve(leftover)).doesNotExist();
		assertThat(sites.resolve(".export-mine")).exists();
		assertThat(sites.resolve(leftover + "-kept")).exists();
		assertThat(sites.resolve(leftover.replace("0b", "1b"))).exists();
		assertThat(sites.resolve(leftover.replace("0b", "2b"))).isSymbolicLink();
	}

	private static List<String> files(Path root) throws IOException {
		try (Stream<Path> tree = Files.walk(root)) {
			return tree.filter(Files::isRegularFile).map((file) -> root.relativize(file).toString()).sorted().toList();
		}
	}

}
