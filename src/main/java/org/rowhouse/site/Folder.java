package org.rowhouse.site;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder out of which files are read by names that others chose. The only way from such
 * a name to a file: no absolute names, no {@code ..}, no hidden files, and no links, so
 * that nothing outside of the folder can be reached.
 */
public final class Folder {

	private static final Pattern TEMPORARY = Pattern
		.compile(".*(~|\\.(tmp|temp|part|partial|crdownload|swp|swx|swo|bak|orig))|#.*#");

	private static final int MAX_FILES = 100_000;

	private static final int TRIES = 3;

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

	/**
	 * Finds a regular file in this folder as it is now, to be opened later. The case of
	 * letters counts on every file system, and the Unicode form of the name on none.
	 * @param name its path from here, with slashes
	 * @return the file, or nothing if there is none or the name is not acceptable
	 */
	public Optional<FolderFile> find(String name) {
		String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
		return (isAcceptable(composed)) ? FolderFile.find(this.base, this.root, composed) : Optional.empty();
	}

	/**
	 * Finds a file and opens it for reading. One that is replaced just then is looked for
	 * again.
	 * @param name its path from here, with slashes
	 * @return its bytes, at the first one; nothing if there is no such file or the name
	 * is not acceptable
	 * @throws IOException if it is there and cannot be read
	 */
	public Optional<SeekableByteChannel> open(String name) throws IOException {
		return whileItChanges(name, FolderFile::open);
	}

	/**
	 * Finds a file and reads the whole of it. One that is written just then is looked for
	 * again.
	 * @param name its path from here, with slashes
	 * @param limit how many bytes it may have
	 * @return its bytes; nothing if there is no such file or the name is not acceptable
	 * @throws FileTooLargeException if it has more bytes
	 * @throws IOException if it is there and cannot be read
	 */
	public Optional<byte[]> read(String name, int limit) throws IOException {
		return whileItChanges(name, (file) -> {
			if (file.identity().size() > limit) {
				throw new FileTooLargeException(name, limit);
			}
			return file.read();
		});
	}

	private <T> Optional<T> whileItChanges(String name, Use<T> use) throws IOException {
		for (int i = 1; true; i++) {
			FolderFile file = find(name).orElse(null);
			if (file == null) {
				return Optional.empty();
			}
			try {
				return Optional.of(use.of(file));
			}
			catch (NoSuchFileException | EOFException ex) {
				if (i >= TRIES) {
					throw ex;
				}
			}
		}
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
	 * Lists the files in this folder and below, without hidden ones, links, and the
	 * temporary ones that editors and downloads make.
	 * @return their paths from here, with slashes, in order; none if it does not exist
	 */
	public List<String> files() {
		return entries().stream().map(Entry::name).toList();
	}

	/**
	 * Lists the same files with their sizes and times, in one walk.
	 * @return the files in the order of their names
	 * @throws UncheckedIOException if something cannot be read, or there are more than
	 * 100,000 files
	 */
	public List<Entry> entries() {
		if (!exists()) {
			return List.of();
		}
		Visitor visitor = new Visitor();
		try {
			Files.walkFileTree(this.root, visitor);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		visitor.entries.sort(Comparator.comparing(Entry::name));
		return visitor.entries;
	}

	/**
	 * Asks to be told when something right in this folder changes.
	 * @param service who is told
	 * @return what stands for this folder there
	 * @throws IOException if the folder is not there, is a link, or the system watches as
	 * many as it can
	 */
	public WatchKey watch(WatchService service) throws IOException {
		if (!exists()) {
			throw new NoSuchFileException(this.root.toString());
		}
		return this.root.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE,
				StandardWatchEventKinds.ENTRY_MODIFY);
	}

	/**
	 * Lists the links in this folder and below, which nothing follows.
	 * @return their paths from here, with slashes, in order; hidden ones are left out
	 */
	public List<String> links() {
		if (!exists()) {
			return List.of();
		}
		try (Stream<Path> tree = Files.walk(this.root)) {
			return tree.filter(Files::isSymbolicLink)
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
	 * Returns the size of the files that {@link #entries} lists.
	 * @return bytes; 0 if this folder does not exist
	 */
	public long bytes() {
		return entries().stream().mapToLong(Entry::size).sum();
	}

	/**
	 * Tells whether this folder is there.
	 * @return whether it exists and is no link
	 */
	public boolean exists() {
		// Asked for each page of sites that have none: only File says so without an
		// exception.
		return this.root.toFile().isDirectory() && Files.isDirectory(this.root, LinkOption.NOFOLLOW_LINKS)
				&& isReachedWithoutLinks(this.root);
	}

	/**
	 * Tells whether a name can be one of a file or folder in here.
	 * @param name a path with slashes
	 * @return false for hidden and temporary files, and for what leads elsewhere
	 */
	public static boolean isAcceptable(String name) {
		if (name.isEmpty() || name.length() > 500) {
			return false;
		}
		for (String segment : name.split("/", -1)) {
			if (segment.isEmpty() || segment.startsWith(".") || TEMPORARY.matcher(segment).matches()) {
				return false;
			}
		}
		return name.chars().noneMatch((c) -> c < ' ' || c == '\\' || c == ':' || c == 127);
	}

	@Override
	public String toString() {
		return this.root.toString();
	}

	/**
	 * A file.
	 *
	 * @param name its path from the folder, with slashes
	 * @param size its length in bytes
	 * @param modified when it was last written
	 */
	public record Entry(String name, long size, FileTime modified) {

	}

	private interface Use<T> {

		T of(FolderFile file) throws IOException;

	}

	/** Files come and go while they are walked; one that is gone is none. */
	private final class Visitor extends SimpleFileVisitor<Path> {

		private final List<Entry> entries = new ArrayList<>();

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
			String name = name(directory);
			return (name.isEmpty() || isAcceptable(name)) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			String name = name(file);
			if (attributes.isRegularFile() && isAcceptable(name)) {
				if (this.entries.size() >= MAX_FILES) {
					throw new IOException("there are more than " + MAX_FILES + " files. Move some of them away");
				}
				this.entries.add(new Entry(name, attributes.size(), attributes.lastModifiedTime()));
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
			if (failure instanceof NoSuchFileException) {
				return FileVisitResult.CONTINUE;
			}
			throw failure;
		}

		private String name(Path path) {
			return Folder.this.root.relativize(path).toString().replace('\\', '/');
		}

	}

}
