package org.rowhouse.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * A folder into which files are written by names that others chose. Names follow the
 * rules of {@link Folder}, and no link is followed. A file is there whole or not at all:
 * it is written under a hidden name, forced to the disk, and then renamed.
 */
public final class WritableFolder {

	/** Readers leave out what is hidden. */
	private static final String HIDDEN = ".export-";

	private static final String INCOMING = ".incoming-";

	private static final Pattern STAGED = Pattern
		.compile(Pattern.quote(HIDDEN) + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

	/** Whoever still writes to one that is older has gone. */
	private static final Duration INCOMING_FOR = Duration.ofDays(1);

	private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

	private static final Logger logger = LoggerFactory.getLogger(WritableFolder.class);

	private final Path root;

	WritableFolder(Path root) {
		this.root = root;
	}

	/**
	 * Returns the same folder for reading.
	 * @return the folder
	 */
	public Folder readable() {
		return new Folder(this.root);
	}

	/**
	 * Writes a file that is not there yet, and the folders that it is in.
	 * @param name its path from here, with slashes
	 * @param content what it holds
	 * @throws FileAlreadyExistsException if something is there already; it stays as it is
	 * @throws IOException if it cannot be written
	 * @throws IllegalArgumentException if the name is not acceptable
	 */
	public void create(String name, byte[] content) throws IOException {
		Path file = resolve(name);
		makeFolders(folderOf(file));
		try {
			write(file, content, false);
		}
		catch (FileAlreadyExistsException ex) {
			throw named(name, ex);
		}
		force(folderOf(file));
	}

	/**
	 * Replaces the content of a file.
	 * @param name its path from here, with slashes
	 * @param content what it is to hold
	 * @throws NoSuchFileException if it is not there, or reached through a link
	 * @throws IOException if it cannot be written; it holds what it did then
	 * @throws IllegalArgumentException if the name is not acceptable
	 */
	public void replace(String name, byte[] content) throws IOException {
		resolve(name);
		Path file = readable().file(name).orElseThrow(() -> new NoSuchFileException(name));
		write(file, content, true);
		force(folderOf(file));
	}

	/**
	 * Gives a file that nobody writes to any more a second name: as a hard link where the
	 * file system has these, so that it takes no more room, and else as a copy. Taking
	 * one of the two away leaves the other.
	 * @param name its path from here, with slashes
	 * @param other the second name; what has it already stays
	 * @return whether there is such a file
	 * @throws IOException if the second name cannot be given
	 * @throws IllegalArgumentException if a name is not acceptable
	 */
	public boolean share(String name, String other) throws IOException {
		resolve(name);
		Path second = resolve(other);
		Path file = readable().file(name).orElse(null);
		if (file == null) {
			return false;
		}
		makeFolders(folderOf(second));
		requireReachedAsWritten(folderOf(second));
		try {
			Files.createLink(second, file);
		}
		catch (FileAlreadyExistsException ex) {
			return true;
		}
		catch (UnsupportedOperationException | FileSystemException ex) {
			copy(file, other);
		}
		force(folderOf(second));
		return true;
	}

	private void copy(Path file, String other) throws IOException {
		try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ); Incoming to = receive()) {
			long size = from.size();
			for (long at = 0; at < size;) {
				at += from.transferTo(at, size - at, to.channel());
			}
			to.show(other);
		}
	}

	/**
	 * Takes a file away. Folders stay.
	 * @param name its path from here, with slashes
	 * @throws IOException if it is there and stays
	 * @throws IllegalArgumentException if the name is not acceptable
	 */
	public void remove(String name) throws IOException {
		resolve(name);
		Path file = readable().file(name).orElse(null);
		if (file != null) {
			Files.delete(file);
		}
	}

	/**
	 * Takes a file or a folder with everything in it away.
	 * @param name its path from here, with slashes
	 * @throws IOException if some of it stays
	 * @throws IllegalArgumentException if the name is not acceptable
	 */
	public void removeAll(String name) throws IOException {
		Path tree = resolve(name);
		if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
			requireReachedAsWritten(folderOf(tree));
			FileSystemUtils.deleteRecursively(tree);
		}
	}

	/**
	 * Makes a hidden file right in this folder, to be written as a stream and then shown.
	 * The folder is made if it is not there.
	 * @return the file, empty
	 * @throws IOException if it cannot be made
	 */
	public Incoming receive() throws IOException {
		Files.createDirectories(this.root);
		return new Incoming(this.root.resolve(INCOMING + UUID.randomUUID()));
	}

	/**
	 * Removes files that were made by {@link #receive} a day ago or earlier and neither
	 * shown nor closed, because the process was killed.
	 * @throws IOException if this folder is there and cannot be read
	 */
	public void removeOldIncoming() throws IOException {
		if (Files.notExists(this.root)) {
			return;
		}
		FileTime limit = FileTime.from(Clock.systemUTC().instant().minus(INCOMING_FOR));
		try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(this.root, INCOMING + "*")) {
			for (Path file : leftovers) {
				if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).compareTo(limit) < 0) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	/**
	 * Makes a hidden folder in this one, to be filled and then shown all at once.
	 * @return the folder
	 * @throws IOException if it cannot be made
	 */
	public Staged stage() throws IOException {
		Path hidden = this.root.resolve(HIDDEN + UUID.randomUUID());
		Files.createDirectory(hidden);
		return new Staged(hidden);
	}

	/**
	 * Removes folders that were made by {@link #stage} and neither shown nor closed,
	 * because the process was killed. What cannot be removed stays, and the log says so.
	 * @throws IOException if this folder cannot be read
	 */
	void removeLeftovers() throws IOException {
		List<Path> leftovers;
		try (Stream<Path> all = Files.list(this.root)) {
			leftovers = all.filter((path) -> STAGED.matcher(String.valueOf(path.getFileName())).matches())
				.filter((path) -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
				.toList();
		}
		leftovers.forEach(WritableFolder::removeStaged);
	}

	private static void removeStaged(Path hidden) {
		try {
			FileSystemUtils.deleteRecursively(hidden);
		}
		catch (IOException ex) {
			logger.warn("{} is left over and can be deleted: {}", hidden, ex.getMessage());
		}
	}

	private Path resolve(String name) {
		if (!Folder.isAcceptable(name)) {
			throw new IllegalArgumentException("Not a file name: " + name);
		}
		return this.root.resolve(name);
	}

	/** One after the other, so that none of them is a link. */
	private void makeFolders(Path folder) throws IOException {
		Path way = this.root;
		for (Path segment : this.root.relativize(folder)) {
			way = way.resolve(segment);
			if (!Files.isDirectory(way, LinkOption.NOFOLLOW_LINKS)) {
				requireReachedAsWritten(folderOf(way));
				createFolder(way);
				force(folderOf(way));
			}
		}
	}

	/**
	 * A file or a link may be where a folder should be; a folder may be there since
	 * somebody else has just made it.
	 */
	private void createFolder(Path folder) throws IOException {
		try {
			Files.createDirectory(folder);
		}
		catch (FileAlreadyExistsException ex) {
			if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
				return;
			}
			throw named(this.root.relativize(folder).toString().replace('\\', '/'), ex);
		}
	}

	/** With the name as it is seen from here. */
	private static FileAlreadyExistsException named(String name, FileAlreadyExistsException cause) {
		FileAlreadyExistsException named = new FileAlreadyExistsException(name);
		named.initCause(cause);
		return named;
	}

	private static Path folderOf(Path path) throws IOException {
		Path folder = path.getParent();
		if (folder == null) {
			throw new NoSuchFileException(path.toString());
		}
		return folder;
	}

	/**
	 * Where the system can work relative to a folder that is open already, nobody can put
	 * a link in between. Elsewhere the way is looked at again before each step.
	 */
	private void write(Path file, byte[] content, boolean replace) throws IOException {
		Path way = this.root.relativize(file);
		try (DirectoryStream<Path> top = Files.newDirectoryStream(this.root)) {
			if (top instanceof SecureDirectoryStream<Path> secure) {
				writeBelow(secure, way, 0, content, replace);
				return;
			}
		}
		requireReachedAsWritten(folderOf(file));
		Path temporary = file.resolveSibling(HIDDEN + UUID.randomUUID());
		try {
			writeAll(Files.newByteChannel(temporary, NEW), content);
			requireReachedAsWritten(folderOf(file));
			if (replace) {
				Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			else {
				Files.move(temporary, file);
			}
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static void writeBelow(SecureDirectoryStream<Path> folder, Path way, int at, byte[] content,
			boolean replace) throws IOException {
		Path segment = way.getName(at);
		if (at < way.getNameCount() - 1) {
			try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(segment, LinkOption.NOFOLLOW_LINKS)) {
				writeBelow(next, way, at + 1, content, replace);
			}
			return;
		}
		Path temporary = Path.of(HIDDEN + UUID.randomUUID());
		boolean moved = false;
		try {
			writeAll(folder.newByteChannel(temporary, NEW), content);
			requirePresence(folder, segment, replace);
			folder.move(temporary, folder, segment);
			moved = true;
		}
		finally {
			if (!moved) {
				deleteIfExists(folder, temporary);
			}
		}
	}

	/** A move within an open folder replaces whatever is there. */
	private static void requirePresence(SecureDirectoryStream<Path> folder, Path name, boolean wanted)
			throws IOException {
		boolean file;
		try {
			file = folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.readAttributes()
				.isRegularFile();
		}
		catch (NoSuchFileException ex) {
			if (wanted) {
				throw ex;
			}
			return;
		}
		if (!wanted) {
			throw new FileAlreadyExistsException(name.toString());
		}
		if (!file) {
			throw new NoSuchFileException(name.toString(), null, "it is no file any more");
		}
	}

	private static void deleteIfExists(SecureDirectoryStream<Path> folder, Path name) throws IOException {
		try {
			folder.deleteFile(name);
		}
		catch (NoSuchFileException ex) {
			// It was never made.
		}
	}

	private static void writeAll(SeekableByteChannel opened, byte[] content) throws IOException {
		try (SeekableByteChannel channel = opened) {
			ByteBuffer rest = ByteBuffer.wrap(content);
			while (rest.hasRemaining()) {
				channel.write(rest);
			}
			if (channel instanceof FileChannel file) {
				file.force(true);
			}
		}
	}

	/** A link anywhere on the way makes the real path differ. */
	private void requireReachedAsWritten(Path folder) throws IOException {
		String expected = this.root.toRealPath().resolve(this.root.relativize(folder)).normalize().toString();
		if (!composed(folder.toRealPath().toString()).equals(composed(expected))) {
			throw new NoSuchFileException(folder.toString(), null, "a link leads elsewhere");
		}
	}

	private static String composed(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	/** A new name is on the disk once its folder is. Windows does it by itself. */
	private static void force(Path folder) throws IOException {
		if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	/**
	 * A hidden file that is being written. Closing it removes it unless it has been
	 * shown.
	 */
	public final class Incoming implements AutoCloseable {

		private final Path hidden;

		private final FileChannel channel;

		private boolean shown;

		private Incoming(Path hidden) throws IOException {
			this.hidden = hidden;
			this.channel = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
					StandardOpenOption.WRITE);
		}

		/**
		 * Returns its bytes, to be written and read.
		 * @return the open file; closed with this
		 */
		public SeekableByteChannel channel() {
			return this.channel;
		}

		/**
		 * Forces it to the disk and gives it its name, in one step. Whatever had that
		 * name is replaced.
		 * @param name its path from this folder, with slashes
		 * @throws IOException if it cannot be written or renamed
		 * @throws IllegalArgumentException if the name is not acceptable
		 */
		public void show(String name) throws IOException {
			Path file = resolve(name);
			this.channel.force(true);
			makeFolders(folderOf(file));
			requireReachedAsWritten(folderOf(file));
			Files.move(this.hidden, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			this.shown = true;
			force(folderOf(file));
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
			if (!this.shown) {
				Files.deleteIfExists(this.hidden);
			}
		}

	}

	/**
	 * A hidden folder. Closing it removes what has not been shown.
	 */
	public final class Staged implements AutoCloseable {

		private final Path hidden;

		private final WritableFolder files;

		private Staged(Path hidden) {
			this.hidden = hidden;
			this.files = new WritableFolder(hidden);
		}

		/**
		 * Returns what is in it.
		 * @return the folder, which stays valid until it is shown
		 */
		public WritableFolder files() {
			return this.files;
		}

		/**
		 * Gives the folder its name, in one step.
		 * @param name one segment
		 * @throws FileAlreadyExistsException if something has this name already
		 * @throws IOException if it cannot be renamed; nothing has changed then
		 */
		public void show(String name) throws IOException {
			Path shown = resolve(name);
			if (Files.exists(shown, LinkOption.NOFOLLOW_LINKS)) {
				throw new FileAlreadyExistsException(name);
			}
			Files.move(this.hidden, shown, StandardCopyOption.ATOMIC_MOVE);
			force(WritableFolder.this.root);
		}

		/**
		 * Takes the name away again, so that closing removes the folder.
		 * @param name the name that it was shown under
		 * @throws IOException if it cannot be renamed
		 */
		public void hide(String name) throws IOException {
			Files.move(resolve(name), this.hidden, StandardCopyOption.ATOMIC_MOVE);
		}

		@Override
		public void close() {
			removeStaged(this.hidden);
		}

	}

}
