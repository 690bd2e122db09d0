package org.rowhouse.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Creates a home and puts into it what every installation has: {@code platform/} with its
 * themes and pages, {@code sites/}, and {@code data/}. What is there already stays as it
 * is, except for hidden folders that an export left behind when it was killed.
 */
final class HomeFiller {

	/** Tells a folder of sites that has become empty from one that is not mounted. */
	static final String MARK = "sites/.rowhouse";

	private static final Logger logger = LoggerFactory.getLogger(HomeFiller.class);

	private static final String PACKED = "rowhouse/home/platform/";

	private HomeFiller() {
	}

	static void fill(Path root) {
		try {
			Files.createDirectories(root);
			boolean newSites = Files.notExists(root.resolve("sites"));
			Files.createDirectories(root.resolve("sites"));
			mark(root, newSites);
			new WritableFolder(root.resolve("sites")).removeLeftovers();
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

	/** A folder that is empty and was there before may be the place of a missing disk. */
	private static void mark(Path root, boolean newSites) throws IOException {
		if (!newSites && new Folder(root.resolve("sites")).folders().isEmpty()) {
			return;
		}
		try {
			Files.createFile(root.resolve(MARK));
		}
		catch (FileAlreadyExistsException ex) {
			logger.debug("{} is there", MARK);
		}
		catch (AccessDeniedException ex) {
			logger.debug("{} cannot be written, so an empty folder counts as not mounted", MARK);
		}
	}

	/** Where nobody else can write; whoever asks for it deletes it. */
	static Path unpackElsewhere() {
		try {
			Path folder = Files.createTempDirectory("rowhouse-platform").toRealPath();
			unpack(folder);
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
