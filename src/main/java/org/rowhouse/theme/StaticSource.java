package org.rowhouse.theme;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.FolderFile;

/**
 * A static file where it was found: in a site's folder, in a theme's, or in the jar.
 */
interface StaticSource {

	/** What is kept of it is kept under this key: it differs after any change. */
	Key key();

	long size();

	Instant modified();

	/**
	 * Whether it may change once more within the same tick of the file system's clock.
	 */
	boolean fresh();

	/** All of it, for what is known to be small. */
	byte[] read() throws IOException;

	SeekableByteChannel open() throws IOException;

	/** A file right beside it. */
	Optional<StaticSource> beside(String ending);

	/**
	 * Whose file in which state.
	 *
	 * @param siteId the site whose folder it is in, or {@code null} for shared ones
	 * @param theme the theme whose folder it is in, or {@code null} for a site's own
	 * @param state what tells the file from others and from itself after a change
	 */
	record Key(@Nullable Long siteId, @Nullable String theme, Object state) {

	}

	/**
	 * A file on disk.
	 *
	 * @param siteId the site whose folder it is in, or {@code null} for shared ones
	 * @param theme the theme whose folder it is in, or {@code null} for a site's own
	 * @param file the file
	 */
	record OnDisk(@Nullable Long siteId, @Nullable String theme, FolderFile file) implements StaticSource {

		/** The coarsest clock of a usual file system, FAT's, ticks every two seconds. */
		private static final Duration TICK = Duration.ofSeconds(2);

		@Override
		public Key key() {
			return new Key(this.siteId, this.theme, this.file.identity());
		}

		@Override
		public long size() {
			return this.file.identity().size();
		}

		@Override
		public Instant modified() {
			return this.file.identity().modified().toInstant();
		}

		@Override
		public boolean fresh() {
			return Duration.between(modified(), Instant.now()).abs().compareTo(TICK) < 0;
		}

		@Override
		public byte[] read() throws IOException {
			return this.file.read();
		}

		@Override
		public SeekableByteChannel open() throws IOException {
			return this.file.open();
		}

		@Override
		public Optional<StaticSource> beside(String ending) {
			return this.file.beside(ending).map((other) -> new OnDisk(this.siteId, this.theme, other));
		}

	}

}
