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

	private static List<String> files(Path root) throws IOException {
		try (Stream<Path> tree = Files.walk(root)) {
			return tree.filter(Files::isRegularFile).map((file) -> root.relativize(file).toString()).sorted().toList();
		}
	}

}
