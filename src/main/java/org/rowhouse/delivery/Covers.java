package org.rowhouse.delivery;

import org.jspecify.annotations.Nullable;
import org.rowhouse.media.MediaPictures;
import org.rowhouse.media.Picture;
import org.rowhouse.site.Site;
import org.rowhouse.theme.TemplateModel.PictureModel;

import org.springframework.stereotype.Component;

/**
 * Makes what templates see of the pictures that stand for pages and posts.
 */
@Component
class Covers {

	/** In percent: a focal point beyond it is at one side. */
	private static final int SIDE = 33;

	private final MediaPictures pictures;

	Covers(MediaPictures pictures) {
		this.pictures = pictures;
	}

	/**
	 * Returns a cover.
	 * @param site the bound site
	 * @param path the picture's path inside the site; empty if there is none
	 * @param alt what it shows; where it is empty, what the library says
	 * @param pathPrefix what stands before paths of the site on the visited host, for
	 * whatever templates do not make a link of, such as {@code srcset}
	 * @return the picture, or {@code null}
	 */
	@Nullable PictureModel of(Site site, String path, String alt, String pathPrefix) {
		if (path.isEmpty()) {
			return null;
		}
		return this.pictures.find(site, pathPrefix, path)
			.map((picture) -> model(picture, alt, pathPrefix))
			.orElseGet(() -> new PictureModel(path, alt, null, null, null, null));
	}

	private static PictureModel model(Picture picture, String alt, String pathPrefix) {
		boolean several = !picture.srcset().isEmpty();
		boolean sized = picture.width() > 0;
		return new PictureModel(picture.src().substring(pathPrefix.length()), (alt.isEmpty()) ? picture.alt() : alt,
				(several) ? picture.srcset() : null, (sized) ? picture.width() : null,
				(sized) ? picture.height() : null, focus(picture));
	}

	private static @Nullable String focus(Picture picture) {
		String across = side(picture.focalX(), "left", "right");
		String down = side(picture.focalY(), "top", "bottom");
		String both = across + ((across.isEmpty() || down.isEmpty()) ? "" : "-") + down;
		return (both.isEmpty()) ? null : both;
	}

	private static String side(int percent, String low, String high) {
		return (percent < SIDE) ? low : (percent > 100 - SIDE) ? high : "";
	}

}
