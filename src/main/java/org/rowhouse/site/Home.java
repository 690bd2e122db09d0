package org.rowhouse.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The folders of this installation. They are there, and filled with what is needed,
 * before anything reads from them.
 */
@Component
public class Home {

	private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	private final Path root;

	/**
	 * Makes and fills the folders.
	 * @param properties where they are
	 * @throws UnusableHomeException if they cannot be written
	 */
	public Home(RowhouseProperties properties) {
		this.root = Path.of(properties.home()).toAbsolutePath().normalize();
		HomeFiller.fill(this.root);
	}

	/**
	 * Returns the folder with one folder per site.
	 * @return {@code sites/}
	 */
	public Folder sites() {
		return new Folder(this.root.resolve("sites"));
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
	 * Returns the folder of what all sites share.
	 * @return {@code platform/}
	 */
	public Folder platform() {
		return new Folder(this.root.resolve("platform"));
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
		return (KEY.matcher(key).matches())
				? Optional.of(this.root.resolve("data").resolve("sites").resolve(key).resolve("logs"))
				: Optional.empty();
	}

	/**
	 * Returns the folder that everything else is in.
	 * @return {@code rowhouse.home}, absolute
	 */
	public Path root() {
		return this.root;
	}

}
