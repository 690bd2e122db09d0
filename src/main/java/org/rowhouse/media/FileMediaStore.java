package org.rowhouse.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

import org.rowhouse.site.Home;
import org.rowhouse.site.WritableFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Keeps media in {@code data/sites/<key>/media/}.
 */
@Component
class FileMediaStore implements MediaStore {

	private static final Logger logger = LoggerFactory.getLogger(FileMediaStore.class);

	private final WritableFolder folder;

	FileMediaStore(Home home) {
		this.folder = home.siteData();
		try {
			this.folder.removeOldIncoming();
		}
		catch (IOException ex) {
			logger.warn("Uploads that were cut short are still in {}: {}", this.folder.readable(), ex.getMessage());
		}
	}

	@Override
	public Incoming receive() throws IOException {
		WritableFolder.Incoming incoming = this.folder.receive();
		return new Incoming() {

			@Override
			public SeekableByteChannel channel() {
				return incoming.channel();
			}

			@Override
			public void keep(String site, StoredName name) throws IOException {
				incoming.show(path(site, name.path()));
			}

			@Override
			public void close() throws IOException {
				incoming.close();
			}

		};
	}

	@Override
	public Optional<SeekableByteChannel> open(String site, StoredName name) throws IOException {
		return this.folder.readable().open(path(site, name.path()));
	}

	/** No file is ever written to once it has its name, which says what it holds. */
	@Override
	public boolean copy(String from, String to, StoredName name) throws IOException {
		return this.folder.share(path(from, name.path()), path(to, name.path()));
	}

	@Override
	public void delete(String site, String digest) throws IOException {
		deleteVariants(site, digest);
		this.folder.removeAll(path(site, StoredName.original(digest).path()));
	}

	@Override
	public void deleteVariants(String site, String digest) throws IOException {
		String any = new StoredName(digest, "any").path();
		this.folder.removeAll(path(site, any.substring(0, any.lastIndexOf('/'))));
	}

	@Override
	public void deleteAll(String site) throws IOException {
		this.folder.removeAll(site + "/media");
	}

	@Override
	public void deleteOldIncoming() throws IOException {
		this.folder.removeOldIncoming();
	}

	private static String path(String site, String name) {
		return site + "/media/" + name;
	}

}
