package org.rowhouse.media;

import java.io.IOException;

import org.rowhouse.site.SiteDeleted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Removes the files of sites that are deleted.
 */
@Component
class MediaRemoval {

	private static final Logger logger = LoggerFactory.getLogger(MediaRemoval.class);

	private final MediaStore store;

	MediaRemoval(MediaStore store) {
		this.store = store;
	}

	@EventListener
	void deleted(SiteDeleted site) {
		try {
			this.store.deleteAll(site.key());
		}
		catch (IOException ex) {
			logger.warn("Some media of the deleted site '{}' are still there: {}", site.key(), ex.getMessage());
		}
	}

}
