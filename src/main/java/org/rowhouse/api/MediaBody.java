package org.rowhouse.api;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.media.MediaDetails;
import org.rowhouse.media.MediaItem;

/**
 * A file of the media in the REST API. In a request all but what people say about it is
 * ignored, and what is absent stays as it is.
 *
 * @param name the last part of its URL
 * @param url where it is on its site
 * @param folder where it is in the library
 * @param type its media type
 * @param kind picture, audio, video or document
 * @param size in bytes
 * @param width in pixels; absent where it is not known
 * @param height in pixels; absent where it is not known
 * @param alt its alternative text
 * @param decorative whether it needs none
 * @param title what it is called in the library
 * @param caption what can stand below it
 * @param focalX the focal point's distance from the left in percent
 * @param focalY the focal point's distance from the top in percent
 * @param sha256 the hash of its bytes
 * @param createdAt when it was uploaded
 * @param updatedAt when it or what is said about it was last changed
 * @param note what was changed when it was uploaded; absent if nothing was
 */
record MediaBody(@Nullable String name, @Nullable String url, @Nullable String folder, @Nullable String type,
		@Nullable String kind, @Nullable Long size, @Nullable Integer width, @Nullable Integer height,
		@Nullable String alt, @Nullable Boolean decorative, @Nullable String title, @Nullable String caption,
		@Nullable Integer focalX, @Nullable Integer focalY, @Nullable String sha256, @Nullable Instant createdAt,
		@Nullable Instant updatedAt, @Nullable String note) {

	static MediaBody of(MediaItem item, @Nullable String note) {
		boolean sized = item.width() > 0;
		return new MediaBody(item.name(), item.path(), item.folder(), item.type().contentType(),
				item.type().kind().name().toLowerCase(Locale.ROOT), item.size(), (sized) ? item.width() : null,
				(sized) ? item.height() : null, item.alt(), item.decorative(), item.title(), item.caption(),
				item.focalX(), item.focalY(), item.digest(), item.createdAt(), item.updatedAt(), note);
	}

	MediaDetails over(MediaItem item) {
		return new MediaDetails((this.folder != null) ? this.folder : item.folder(),
				(this.alt != null) ? this.alt : item.alt(),
				(this.decorative != null) ? this.decorative : item.decorative(),
				(this.title != null) ? this.title : item.title(),
				(this.caption != null) ? this.caption : item.caption(),
				(this.focalX != null) ? this.focalX : item.focalX(),
				(this.focalY != null) ? this.focalY : item.focalY());
	}

}
