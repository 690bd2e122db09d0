package org.rowhouse.admin;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.media.MediaItem;
import org.rowhouse.media.MediaKind;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sizes;

import org.springframework.stereotype.Component;

/**
 * Makes what the pages of the media library and the editor show of a file.
 */
@Component
class MediaModels {

	MediaRow row(Site site, MediaItem item) {
		boolean sized = item.width() > 0;
		return new MediaRow(item.name(), (item.title().isEmpty()) ? item.name() : item.title(), item.folder(),
				kind(item.type().kind()), item.type().ending().toUpperCase(Locale.ROOT),
				Sizes.readable(item.size(), LocalFormat.locale()),
				(sized) ? item.width() + " × " + item.height() : null, item.alt(), item.lacksAlt(),
				thumbnail(site, item, 320), AdminModels.when(site, item.createdAt()));
	}

	/** As the editor and the library's own script take it. */
	MediaBody body(Site site, MediaItem item, @Nullable String note) {
		boolean sized = item.width() > 0;
		return new MediaBody(item.id(), item.name(), item.path(), item.alt(), item.type().contentType(),
				kind(item.type().kind()), (sized) ? item.width() : null, (sized) ? item.height() : null, item.size(),
				thumbnail(site, item, 320), item.folder(), item.title(), item.lacksAlt(), note);
	}

	static String kind(MediaKind kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}

	@Nullable String thumbnail(Site site, MediaItem item, int edge) {
		if (!item.isPicture()) {
			return null;
		}
		String raw = raw(site, item);
		return (item.hasVariants()) ? raw + "&square=" + edge : raw;
	}

	String raw(Site site, MediaItem item) {
		return "/sites/" + site.key() + "/media/raw/" + item.name() + "?v=" + item.fingerprint();
	}

	/** A file in the library. */
	record MediaRow(String name, String title, String folder, String kind, String type, String size,
			@Nullable String measures, String alt, boolean lacksAlt, @Nullable String thumbnail, String when) {

	}

	/**
	 * A file in JSON.
	 *
	 * @param id its number
	 * @param name the last part of its URL
	 * @param url where it is on the site
	 * @param alt its alternative text; may be empty
	 * @param type its media type
	 * @param kind picture, audio, video or document
	 * @param width in pixels; absent where it is not known
	 * @param height in pixels; absent where it is not known
	 * @param size in bytes
	 * @param thumbnail where a small one is on the admin host; absent for what is no
	 * picture
	 * @param folder where it is in the library
	 * @param title what it is called there
	 * @param lacksAlt whether somebody ought to describe it
	 * @param note what was changed when it was uploaded; absent if nothing was
	 */
	record MediaBody(long id, String name, String url, String alt, String type, String kind, @Nullable Integer width,
			@Nullable Integer height, long size, @Nullable String thumbnail, String folder, String title,
			boolean lacksAlt, @Nullable String note) {

	}

}
