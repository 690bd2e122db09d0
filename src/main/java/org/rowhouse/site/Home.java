package org.rowhouse.site;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.stereotype.Component;

/**
 * The folders of this installation. They are there, and filled with what is needed,
 * before anything reads from them.
 */
@Component
public class Home {

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
	 * Returns the folder that everything else is in.
	 * @return {@code rowhouse.home}, absolute
	 */
	public Path root() {
		return this.root;
	}

}
