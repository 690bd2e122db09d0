package org.rowhouse.media;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rowhouse.site.Site;
import org.rowhouse.site.SiteCopier;

import org.springframework.core.annotation.Order;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/**
 * Copies media: what is said about files, and the files themselves. They keep their names
 * and so their URLs. Smaller pictures are made again when somebody asks for them.
 */
@Component
@Order(50)
class MediaCopier implements SiteCopier {

	private static final int FILES = 100;

	private final MediaFileRepository files;

	private final MediaStore store;

	MediaCopier(MediaFileRepository files, MediaStore store) {
		this.files = files;
		this.store = store;
	}

	@Override
	public String name() {
		return "media";
	}

	@Override
	public int count() {
		return Math.toIntExact(this.files.countAll());
	}

	@Override
	public Optional<Part> next(String after) {
		List<MediaFile> rows = this.files.after((after.isEmpty()) ? 0L : Long.parseLong(after),
				PageRequest.of(0, FILES));
		return (rows.isEmpty()) ? Optional.empty() : Optional.of(new Files(rows));
	}

	private final class Files implements Part {

		private final List<MediaFile> rows;

		/** By digest, whether the bytes are there. */
		private final Map<String, Boolean> copied = new HashMap<>();

		Files(List<MediaFile> rows) {
			this.rows = rows;
		}

		@Override
		public int size() {
			return this.rows.size();
		}

		@Override
		public String last() {
			return String.valueOf(this.rows.get(this.rows.size() - 1).id());
		}

		@Override
		public void prepare(Site original, Site copy) throws IOException {
			for (MediaFile row : this.rows) {
				this.copied.put(row.digest(),
						MediaCopier.this.store.copy(original.key(), copy.key(), StoredName.original(row.digest())));
			}
		}

		/** Somebody may have deleted a file after its row was read. */
		@Override
		public List<String> write(Site original, Site copy) {
			List<String> left = new ArrayList<>();
			for (MediaFile row : this.rows) {
				if (this.copied.getOrDefault(row.digest(), false)) {
					MediaCopier.this.files.save(row.copy());
				}
				else {
					left.add("The file " + row.name() + " is missing on '" + original.key() + "'.");
				}
			}
			return left;
		}

	}

}
