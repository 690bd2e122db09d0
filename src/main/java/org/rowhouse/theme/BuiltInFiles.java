package org.rowhouse.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.rowhouse.site.ThemeNames;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The static files of the built-in theme. They are few and small and stay as they are, so
 * they are in memory from the start.
 */
final class BuiltInFiles {

	private static final String FOLDER = "rowhouse/theme/static/";

	private final Map<String, StaticSource> files = new HashMap<>();

	BuiltInFiles() {
		try {
			for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**")) {
				String url = file.getURL().toString();
				if (file.isReadable() && !url.endsWith("/")) {
					String name = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
					this.files.put(name,
							new InJar(name, file.getContentAsByteArray(), Instant.ofEpochMilli(file.lastModified())));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Optional<StaticSource> find(StaticName name) {
		return Optional.ofNullable(this.files.get(name.value()));
	}

	private static final class InJar implements StaticSource {

		private final Key key;

		private final byte[] content;

		private final Instant modified;

		InJar(String name, byte[] content, Instant modified) {
			this.key = new Key(null, ThemeNames.BUILT_IN, name);
			this.content = content;
			this.modified = modified;
		}

		@Override
		public Key key() {
			return this.key;
		}

		@Override
		public long size() {
			return this.content.length;
		}

		@Override
		public Instant modified() {
			return this.modified;
		}

		@Override
		public boolean fresh() {
			return false;
		}

		@Override
		public byte[] read() {
			return this.content;
		}

		@Override
		public SeekableByteChannel open() throws IOException {
			throw new IOException("Small files are read as a whole");
		}

		@Override
		public Optional<StaticSource> beside(String ending) {
			return Optional.empty();
		}

	}

}
