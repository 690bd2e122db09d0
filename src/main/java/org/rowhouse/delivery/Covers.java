package org.rowhouse.delivery;

import org.jspecify.annotations.Nullable;
import org.rowhouse.theme.TemplateModel.PictureModel;

import org.springframework.stereotype.Component;

/**
 * Makes what templates see of the pictures that stand for pages and posts.
 */
@Component
class Covers {

	/**
	 * Returns a cover.
	 * @param path the picture's path inside the site; empty if there is none
	 * @param alt what it shows
	 * @param pathPrefix what stands before paths of the site on the visited host, for
	 * whatever templates do not make a link of, such as {@code srcset}
	 * @return the picture, or {@code null}
	 */
	@Nullable PictureModel of(String path, String alt, String pathPrefix) {
		return (path.isEmpty()) ? null : new PictureModel(path, alt, null, null, null, null, null);
	}

}
