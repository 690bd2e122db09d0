package org.rowhouse.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Creates a home and puts into it what every installation has: {@code platform/} with its
 * themes and pages, {@code sites/}, and {@code data/}. What is there already stays as it
 * is.
 */
final class HomeFiller {

	private static final String PACKED = "rowhouse/home/platform/";

	private HomeFiller() {
	}

	static void fill(Path root) {
		try {
			Files.createDirectories(root);
			Files.createDirectories(root.resolve("sites"));
			Files.createDirectories(root.resolve("data"));
			if (!Files.isDirectory(root.resolve("platform"), LinkOption.NOFOLLOW_LINKS)) {
				// Moved in whole, so that a start that was cut short is not taken for one
				// that is done.
				Path part = root.resolve("platform.part");
				unpack(part);
				Files.move(part, root.resolve("platform"), StandardCopyOption.ATOMIC_MOVE);
			}
		}
		catch (IOException ex) {
			throw new UnusableHomeException(root, ex);
		}
	}

	private static void unpack(Path root) throws IOException {
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:" + PACKED + "**/*")) {
			String url = resource.getURL().toString();
			Path target = root.resolve(url.substring(url.lastIndexOf(PACKED) + PACKED.length())).normalize();
			if (resource.isReadable() && target.startsWith(root)) {
				Files.createDirectories(target.getParent());
				try (InputStream in = resource.getInputStream()) {
					Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
				}
			}
		}
	}

}
