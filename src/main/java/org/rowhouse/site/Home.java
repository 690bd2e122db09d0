package org.rowhouse.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The folders of this installation. They are there, and filled with what is needed,
 * before anything reads from them.
 */
@Component
public class Home {

	private static final String SITES = "sites";

	private static final String PLATFORM = "platform";

	private final Path root;

	private final Path platform;

	/**
	 * Makes and fills the folders.
	 * @param properties where they are
	 * @throws UnusableHomeException if they cannot be written
	 */
	@Autowired
	public Home(RowhouseProperties properties) {
		this.root = Path.of(properties.home()).toAbsolutePath().normalize();
		this.platform = this.root.resolve(PLATFORM);
		HomeFiller.fill(this.root);
	}

	private Home(Path root, Path platform) {
		this.root = root;
		this.platform = platform;
	}

	/**
	 * Finds the home that a folder is, or that it is a site folder of, to look at it:
	 * nothing in it is made or changed. A home without {@code platform/} has the one that
	 * a start would put there, unpacked elsewhere until the selection is closed.
	 * @param folder a path
	 * @return the home, or nothing if it is neither
	 */
	public static Optional<Selection> select(String folder) {
		Path chosen;
		try {
			chosen = Path.of(folder).toAbsolutePath().normalize();
		}
		catch (java.nio.file.InvalidPathException ex) {
			return Optional.empty();
		}
		boolean declared = Files.isRegularFile(chosen.resolve("site.yml"));
		if (!declared && (Files.isDirectory(chosen.resolve(SITES)) || Files.isDirectory(chosen.resolve(PLATFORM)))) {
			return Optional.of(selection(chosen, null));
		}
		Path parent = chosen.getParent();
		if (!Files.isDirectory(chosen) || parent == null || parent.getParent() == null || !parent.endsWith(SITES)) {
			return Optional.empty();
		}
		return Optional.of(selection(parent.getParent(), chosen.getFileName().toString()));
	}

	private static Selection selection(Path root, @Nullable String site) {
		Path platform = root.resolve(PLATFORM);
		if (Files.isDirectory(platform, LinkOption.NOFOLLOW_LINKS)) {
			return new Selection(new Home(root, platform), site, null);
		}
		Path unpacked = HomeFiller.unpackElsewhere();
		return new Selection(new Home(root, unpacked), site, unpacked);
	}

	/**
	 * Returns the folder with one folder per site.
	 * @return {@code sites/}
	 */
	public Folder sites() {
		return new Folder(this.root.resolve(SITES));
	}

	/**
	 * Tells whether {@code sites/} is what it was, and not the empty place where a disk
	 * ought to be mounted.
	 * @return whether there is a folder in it, or the mark of an earlier start
	 */
	public boolean hasSites() {
		return Files.exists(this.root.resolve(HomeFiller.MARK)) || !sites().folders().isEmpty();
	}

	/**
	 * Returns the folder with one folder per site, to write into.
	 * @return {@code sites/}
	 */
	public WritableFolder writableSites() {
		return new WritableFolder(this.root.resolve("sites"));
	}

	/**
	 * Returns the folder of what all sites share.
	 * @return {@code platform/}
	 */
	public Folder platform() {
		return new Folder(this.platform);
	}

	/**
	 * Returns where the log of a site is written.
	 * @param key the site's key
	 * @return {@code data/sites/<key>/logs/site.log}, which need not exist; nothing if it
	 * is no key, and so no name of a folder
	 */
	public Optional<Path> siteLog(String key) {
		return siteLogs(key).map((logs) -> logs.resolve("site.log"));
	}

	/**
	 * Deletes the logs of a site.
	 * @param key the site's key
	 * @throws IOException if some of them cannot be deleted
	 */
	public void deleteSiteLogs(String key) throws IOException {
		FileSystemUtils.deleteRecursively(siteLogs(key).orElse(null));
	}

	private Optional<Path> siteLogs(String key) {
		return (Site.isKey(key)) ? Optional.of(this.root.resolve("data").resolve("sites").resolve(key).resolve("logs"))
				: Optional.empty();
	}

	/**
	 * Returns where what sites keep outside of their folders is written.
	 * @return {@code data/sites/}, with one folder per site by its key; it need not exist
	 */
	public WritableFolder siteData() {
		return new WritableFolder(this.root.resolve("data").resolve(SITES));
	}

	/**
	 * Returns a folder for what is made of the database and can be made again.
	 * @param name what it is called, a letter or digit and then letters, digits and
	 * hyphens
	 * @return {@code data/search/<name>}, which need not exist
	 * @throws IllegalArgumentException if that is no such name
	 */
	public Path searchIndex(String name) {
		if (!Site.isKey(name)) {
			throw new IllegalArgumentException("Not a name of an index: " + name);
		}
		return this.root.resolve("data").resolve("search").resolve(name);
	}

	/**
	 * Returns the folder that everything else is in.
	 * @return {@code rowhouse.home}, absolute
	 */
	public Path root() {
		return this.root;
	}

	/**
	 * A home that is looked at.
	 *
	 * @param home the home
	 * @param site the name of the site folder that was chosen, or {@code null} for all
	 * @param unpacked what goes when this is closed, or {@code null}
	 */
	public record Selection(Home home, @Nullable String site, @Nullable Path unpacked) implements AutoCloseable {

		@Override
		public void close() {
			if (this.unpacked != null) {
				FileSystemUtils.deleteRecursively(this.unpacked.toFile());
			}
		}

	}

}
