package org.rowhouse.site;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A regular file as it was when it was found in a {@link Folder}. No link is followed on
 * the way to it, neither when it is found nor when it is opened, and it is opened only
 * while it is still the one that was found.
 */
public final class FolderFile {

	private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

	private final Path base;

	private final Identity identity;

	private FolderFile(Path base, Identity identity) {
		this.base = base;
		this.identity = identity;
	}

	/**
	 * Looks for a file.
	 * @param base where the way that must hold no links begins
	 * @param root the folder in which it is looked for
	 * @param name its path from there, in Unicode's form NFC
	 * @return the file as it is now
	 */
	static Optional<FolderFile> find(Path base, Path root, String name) {
		try {
			Path path = (isAscii(name)) ? root.resolve(name) : stored(root, name);
			return (path != null && path.toFile().exists()) ? at(base, path) : Optional.empty();
		}
		catch (InvalidPathException ex) {
			// A name that this file system cannot have.
			return Optional.empty();
		}
	}

	private static Optional<FolderFile> at(Path base, Path path) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			boolean found = attributes.isRegularFile() && isReachedAsWritten(base, path);
			return (found) ? Optional.of(new FolderFile(base, Identity.of(path, attributes))) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A link anywhere on the way makes the real path differ, and so does another case of
	 * letters where the file system does not mind the case.
	 */
	private static boolean isReachedAsWritten(Path base, Path path) throws IOException {
		Path expected = base.toRealPath().resolve(base.relativize(path)).normalize();
		Path real = path.toRealPath();
		return real.equals(expected) || composed(real.toString()).equals(composed(expected.toString()));
	}

	/**
	 * Finds how a name is stored. An archive from another system may hold decomposed
	 * names; the composed one goes first, then the decomposed one, then whichever comes
	 * first in order, so that all writings of a name lead to one file.
	 */
	private static @Nullable Path stored(Path root, String name) {
		Path at = root;
		for (String segment : name.split("/", -1)) {
			Path next = at.resolve(segment);
			if (!isAscii(segment) && !next.toFile().exists()) {
				Path decomposed = at.resolve(Normalizer.normalize(segment, Normalizer.Form.NFD));
				String other = (decomposed.toFile().exists()) ? decomposed.toFile().getName()
						: otherForm(at.toFile(), segment);
				if (other == null) {
					return null;
				}
				next = at.resolve(other);
			}
			at = next;
		}
		return at;
	}

	private static @Nullable String otherForm(File folder, String segment) {
		String[] names = folder.list((parent, name) -> !isAscii(name) && composed(name).equals(segment));
		return (names != null) ? Arrays.stream(names).sorted().findFirst().orElse(null) : null;
	}

	private static boolean isAscii(String text) {
		return text.chars().allMatch((c) -> c < 128);
	}

	private static String composed(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC);
	}

	/**
	 * Finds a file right beside this one.
	 * @param ending what follows the name of this one
	 * @return the file as it is now
	 */
	public Optional<FolderFile> beside(String ending) {
		Path path = this.identity.path();
		Path other = path.resolveSibling(path.getFileName() + ending);
		return (other.toFile().exists()) ? at(this.base, other) : Optional.empty();
	}

	/**
	 * Returns what tells this file, as it was found, from any other and from itself after
	 * a change.
	 * @return its path, size, time and number
	 */
	public Identity identity() {
		return this.identity;
	}

	/**
	 * Opens the file for reading. Where the system can open relative to a folder that is
	 * open already, nobody can put a link in between.
	 * @return its bytes, at the first one
	 * @throws NoSuchFileException if it is gone, or not the one that was found any more
	 * @throws IOException if it cannot be read
	 */
	public SeekableByteChannel open() throws IOException {
		Path way = this.base.relativize(this.identity.path());
		try (DirectoryStream<Path> top = Files.newDirectoryStream(this.base)) {
			if (top instanceof SecureDirectoryStream<Path> secure) {
				return openBelow(secure, way, 0);
			}
		}
		SeekableByteChannel channel = Files.newByteChannel(this.identity.path(), READ);
		if (at(this.base, this.identity.path()).filter((now) -> now.identity.equals(this.identity)).isEmpty()) {
			channel.close();
			throw changed();
		}
		return channel;
	}

	private SeekableByteChannel openBelow(SecureDirectoryStream<Path> folder, Path way, int at) throws IOException {
		Path segment = way.getName(at);
		if (at < way.getNameCount() - 1) {
			try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(segment, LinkOption.NOFOLLOW_LINKS)) {
				return openBelow(next, way, at + 1);
			}
		}
		BasicFileAttributes attributes = folder
			.getFileAttributeView(segment, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.readAttributes();
		if (!attributes.isRegularFile() || !Identity.of(this.identity.path(), attributes).equals(this.identity)) {
			throw changed();
		}
		return folder.newByteChannel(segment, READ);
	}

	/**
	 * Reads the whole file. Only for files that are known to be small.
	 * @return its bytes, as many as its size
	 * @throws NoSuchFileException if it is gone, or not the one that was found any more
	 * @throws IOException if it cannot be read
	 */
	public byte[] read() throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(this.identity.size()));
		try (SeekableByteChannel channel = open()) {
			while (bytes.hasRemaining()) {
				if (channel.read(bytes) < 0) {
					throw new EOFException(this.identity.path() + " has become shorter");
				}
			}
		}
		// What was written while it was read may be half of one and half of another.
		if (at(this.base, this.identity.path()).filter((now) -> now.identity.equals(this.identity)).isEmpty()) {
			throw changed();
		}
		return bytes.array();
	}

	private NoSuchFileException changed() {
		return new NoSuchFileException(this.identity.path().toString(), null, "it has changed since it was found");
	}

	/**
	 * What tells a file from any other and from itself after a change.
	 *
	 * @param path where it is
	 * @param size its length in bytes
	 * @param modified when it was written, as exact as the file system has it
	 * @param number what the file system counts it by, or {@code null} if it does not
	 */
	public record Identity(Path path, long size, FileTime modified, @Nullable Object number) {

		private static Identity of(Path path, BasicFileAttributes attributes) {
			return new Identity(path, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
		}

	}

}
