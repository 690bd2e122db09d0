package org.rowhouse.theme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

import org.rowhouse.site.Folder;
import org.rowhouse.site.FolderFile;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;

/**
 * A file in a folder, which is looked for each time it is opened: no link that somebody
 * has put there since is followed.
 */
final class FolderResource extends AbstractResource {

	private final Folder folder;

	private final String name;

	private FolderResource(Folder folder, String name) {
		this.folder = folder;
		this.name = name;
	}

	/**
	 * Looks for a file.
	 * @param folder where
	 * @param name its path from there, with slashes
	 * @return the file, if it is there now
	 */
	static Optional<Resource> find(Folder folder, String name) {
		return folder.find(name).map((file) -> new FolderResource(folder, name));
	}

	/** Where it is, with slashes. */
	String path() {
		return this.folder.toString().replace('\\', '/') + "/" + this.name;
	}

	@Override
	public boolean exists() {
		return this.folder.find(this.name).isPresent();
	}

	@Override
	public String getFilename() {
		return this.name.substring(this.name.lastIndexOf('/') + 1);
	}

	@Override
	public long contentLength() throws IOException {
		return found().identity().size();
	}

	@Override
	public long lastModified() throws IOException {
		return found().identity().modified().toMillis();
	}

	private FolderFile found() throws NoSuchFileException {
		return this.folder.find(this.name).orElseThrow(() -> new NoSuchFileException(path()));
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return Channels.newInputStream(this.folder.open(this.name).orElseThrow(() -> new NoSuchFileException(path())));
	}

	@Override
	public String getDescription() {
		return "file [" + path() + "]";
	}

}
