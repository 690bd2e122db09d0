package org.rowhouse.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Opens media to be sent.
 */
@Component
public class MediaFiles {

	private final MediaCatalog catalog;

	private final MediaStore store;

	private final Variants variants;

	MediaFiles(MediaCatalog catalog, MediaStore store, Variants variants) {
		this.catalog = catalog;
		this.store = store;
		this.variants = variants;
	}

	/**
	 * Opens a file, or a smaller picture made out of it.
	 * @param site the bound site
	 * @param name its name
	 * @param variant the smaller one that is wanted, or {@code null} for itself; where
	 * the file has none that is smaller it is itself
	 * @return what is sent, to be closed by the caller; nothing if the site has no such
	 * file
	 * @throws IOException if it cannot be read
	 */
	public Optional<MediaContent> open(Site site, String name, @Nullable Variant variant) throws IOException {
		MediaItem item = this.catalog.find(site, name).orElse(null);
		if (item == null) {
			return Optional.empty();
		}
		Optional<MediaContent> opened = open(site, item, variant);
		if (opened.isPresent()) {
			return opened;
		}
		// Its bytes are gone: it has been replaced since somebody last looked.
		MediaItem now = this.catalog.load(site, Set.of(name)).get(name);
		return (now != null) ? open(site, now, variant) : Optional.empty();
	}

	private Optional<MediaContent> open(Site site, MediaItem item, @Nullable Variant variant) throws IOException {
		boolean smaller = false;
		if (variant != null && item.hasVariants()
				&& (variant.shape() == Variant.Shape.SQUARE || item.widths().contains(variant.size()))) {
			smaller = true;
			SeekableByteChannel made = this.variants.open(site, item, variant).orElse(null);
			if (made != null) {
				return Optional
					.of(new MediaContent(item, Variants.type(item), variant.storedAs(item), made.size(), made, true));
			}
		}
		SeekableByteChannel original = this.store.open(site.key(), StoredName.original(item.digest())).orElse(null);
		return (original != null)
				? Optional.of(new MediaContent(item, item.type(), "", original.size(), original, !smaller))
				: Optional.empty();
	}

}
