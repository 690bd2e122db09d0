package org.rowhouse.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder out of which files are read by names that others chose. The only way from such
 * a name to a file: no absolute names, no {@code ..}, no hidden files, and no links, so
 * that nothing outside of the folder can be reached.
 */
public final class Folder {

	/** Where the way that must hold no links begins. */
	private final Path base;

	private final Path root;

	Folder(Path base) {
		this(base, base);
	}

	private Folder(Path base, Path root) {
		this.base = base;
		this.root = root;
	}

	/**
	 * Returns a folder inside of this one. It need not exist.
	 * @param name one or more segments with slashes between them
	 * @return the folder
	 * @throws IllegalArgumentException if the name is not acceptable
	 */
	public Folder folder(String name) {
		if (!isAcceptable(name)) {
			throw new IllegalArgumentException("Not a folder name: " + name);
		}
		return new Folder(this.base, this.root.resolve(name));
	}

	/**
	 * Finds a regular file in this folder.
	 * @param name its path from here, with slashes
	 * @return the file, or nothing if there is none or the name is not acceptable
	 */
	public Optional<Path> file(String name) {
		if (!isAcceptable(name)) {
			return Optional.empty();
		}
		Path file = this.root.resolve(name);
		boolean found = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isReachedWithoutLinks(file);
		return (found) ? Optional.of(file) : Optional.empty();
	}

	/** A link anywhere on the way from the base makes the real path differ. */
	private boolean isReachedWithoutLinks(Path path) {
		try {
			return path.toRealPath().equals(this.base.toRealPath().resolve(this.base.relativize(path)).normalize());
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Lists the folders right in this one, without hidden ones and links.
	 * @return their names in order; none if this folder does not exist
	 */
	public List<String> folders() {
		if (!exists()) {
			return List.of();
		}
		try (Stream<Path> children = Files.list(this.root)) {
			return children.filter((child) -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
				.map((child) -> child.getFileName().toString())
				.filter(Folder::isAcceptable)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lists the files in this folder and below, without hidden ones and links.
	 * @return their paths from here, with slashes, in order; none if it does not exist
	 */
	public List<String> files() {
		if (!exists()) {
			return List.of();
		}
		try (Stream<Path> tree = Files.walk(this.root)) {
			return tree.filter((path) -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
				.map((path) -> this.root.relativize(path).toString().replace('\\', '/'))
				.filter(Folder::isAcceptable)
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tells whether this folder is there.
	 * @return whether it exists and is no link
	 */
	public boolean exists() {
		return Files.isDirectory(this.root, LinkOption.NOFOLLOW_LINKS) && isReachedWithoutLinks(this.root);
	}

	private static boolean isAcceptable(String name) {
		if (name.isEmpty() || name.length() > 500) {
			return false;
		}
		for (String segment : name.split("/", -1)) {
			if (segment.isEmpty() || segment.startsWith(".") || segment.endsWith("~")) {
				return false;
			}
		}
		return name.chars().noneMatch((c) -> c < ' ' || c == '\\' || c == ':' || c == 127);
	}

	@Override
	public String toString() {
		return this.root.toString();
	}

}
