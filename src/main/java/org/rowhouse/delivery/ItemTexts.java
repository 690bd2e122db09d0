package org.rowhouse.delivery;

import org.rowhouse.content.Snippets;
import org.rowhouse.media.MediaPictures;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Makes what visitors read out of what an author wrote: with snippets in their places,
 * links that fit the visited address, and pictures in the sizes that a screen needs.
 * Every text of an item goes to templates through here.
 */
@Component
class ItemTexts {

	private final Snippets snippets;

	private final MediaPictures pictures;

	ItemTexts(Snippets snippets, MediaPictures pictures) {
		this.snippets = snippets;
		this.pictures = pictures;
	}

	/**
	 * Returns a text for a page of the site.
	 * @param site the bound site
	 * @param html the clean HTML of an item
	 * @param pathPrefix what stands before paths of the site on the visited host
	 * @return clean HTML
	 */
	String of(Site site, String html, String pathPrefix) {
		return this.pictures.enrich(site, pathPrefix, RootLinks.under(pathPrefix, this.snippets.expand(html)));
	}

}
