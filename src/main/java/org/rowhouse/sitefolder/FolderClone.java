package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rowhouse.site.ConflictException;
import org.rowhouse.site.Folder;
import org.rowhouse.site.FolderCloning;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.WritableFolder;

import org.springframework.stereotype.Component;

/**
 * Gives the copy of a site whose folder has templates or static files a folder with these
 * and a {@code site.yml} that says its name. All the rest of the copy is in the database,
 * where it can be changed in the admin UI.
 */
@Component
class FolderClone implements FolderCloning {

	private static final List<String> COPIED = List.of("templates/", "static/");

	private static final int BUFFER = 64 * 1024;

	private final Home home;

	FolderClone(Home home) {
		this.home = home;
	}

	@Override
	public void requireFree(Site original, String key) {
		if (original.folder() && this.home.sites().folder(key).exists()) {
			throw inTheWay(key);
		}
	}

	private static ConflictException inTheWay(String key) {
		return new ConflictException("There is a folder sites/" + key
				+ " already, and the copy needs one. Move it away, or choose another key.");
	}

	@Override
	public Optional<Prepared> prepare(Site original, Site copy, String known) throws IOException {
		Folder from = this.home.sites().folder(original.key());
		List<String> names = (original.folder())
				? from.files().stream().filter((name) -> COPIED.stream().anyMatch(name::startsWith)).toList()
				: List.of();
		if (names.isEmpty()) {
			return Optional.empty();
		}
		SiteSettings declared = new SiteSettings(copy.key(), copy.name(), "", List.of(), "", "", "", Map.of());
		if (isThere(copy.key(), known)) {
			return Optional.of(new Shown(declared, known));
		}
		requireFree(original, copy.key());
		WritableFolder.Staged staged = this.home.writableSites().stage();
		boolean ready = false;
		try {
			for (String name : names) {
				copy(from, name, staged.files());
			}
			staged.files().create("site.yml", SiteYml.write(declared, List.of()).getBytes(StandardCharsets.UTF_8));
			String digest = new SiteFolderReader(copy.key(), staged.files().readable()).stamp();
			ready = true;
			return Optional.of(new Ready(staged, declared, digest));
		}
		catch (FileProblemException ex) {
			throw new IOException(ex);
		}
		finally {
			if (!ready) {
				staged.close();
			}
		}
	}

	private boolean isThere(String key, String known) {
		Folder folder = this.home.sites().folder(key);
		try {
			return !known.isEmpty() && folder.exists() && new SiteFolderReader(key, folder).stamp().equals(known);
		}
		catch (FileProblemException ex) {
			return false;
		}
	}

	@Override
	public void remove(String key, String known) {
		if (isThere(key, known)) {
			try {
				this.home.writableSites().removeAll(key);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/** One that is taken away just then is left out. */
	private static void copy(Folder from, String name, WritableFolder to) throws IOException {
		SeekableByteChannel opened = from.open(name).orElse(null);
		if (opened == null) {
			return;
		}
		try (SeekableByteChannel in = opened; WritableFolder.Incoming out = to.receive()) {
			ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
			while (in.read(buffer) >= 0) {
				buffer.flip();
				while (buffer.hasRemaining()) {
					out.channel().write(buffer);
				}
				buffer.clear();
			}
			out.show(name);
		}
	}

	/**
	 * A folder that has its name since an earlier try. It is taken away with the copy.
	 */
	private record Shown(SiteSettings declared, String digest) implements Prepared {

		@Override
		public String show() {
			return this.digest;
		}

		@Override
		public void close() {
			// It stays where it is.
		}

	}

	/**
	 * A folder that waits to be shown.
	 */
	private record Ready(WritableFolder.Staged staged, SiteSettings declared, String digest) implements Prepared {

		@Override
		public String show() {
			return Undo.onRollback((undo) -> {
				this.staged.show(this.declared.key());
				undo.add(() -> this.staged.hide(this.declared.key()));
				return this.digest;
			});
		}

		@Override
		public void close() {
			this.staged.close();
		}

	}

}
