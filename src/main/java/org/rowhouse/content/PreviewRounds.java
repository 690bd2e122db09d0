package org.rowhouse.content;

import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often all links to previews of an item of the bound site were taken back.
 * Links know the round that they were made in.
 */
@Service
@Transactional
public class PreviewRounds {

	private final ContentItemRepository items;

	PreviewRounds(ContentItemRepository items) {
		this.items = items;
	}

	/**
	 * Returns the round of an item.
	 * @param id the item's number
	 * @return a number from 0; nothing if the site has no such item
	 */
	@Transactional(readOnly = true)
	public Optional<Integer> of(long id) {
		return this.items.findItem(id).map(ContentItem::previewRound);
	}

	/**
	 * Makes all links to previews of an item useless that were made until now.
	 * @param kind page or post
	 * @param id the item's number
	 * @throws NoSuchItemException if the site has no such item
	 */
	public void raise(ContentKind kind, long id) {
		if (this.items.raisePreviewRound(kind, id) != 1) {
			throw new NoSuchItemException(kind);
		}
	}

}
