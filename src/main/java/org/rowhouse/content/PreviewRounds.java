package org.rowhouse.content;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.SiteVersions;

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

	private final AuthorRights rights;

	private final SiteVersions versions;

	PreviewRounds(ContentItemRepository items, AuthorRights rights, SiteVersions versions) {
		this.items = items;
		this.rights = rights;
		this.versions = versions;
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
	 * Lets somebody give away a link to previews of an item, and notes it.
	 * @param kind page or post
	 * @param id the item's number
	 * @param validity how long the link is to work
	 * @throws NoSuchItemException if the site has no such item
	 * @throws NotPermittedException if an author may not change it
	 */
	public void giveAway(ContentKind kind, long id, Duration validity) {
		note(require(kind, id), "preview-link-made", Map.of("days", String.valueOf(validity.toDays())));
	}

	/**
	 * Makes all links to previews of an item useless that were made until now.
	 * @param kind page or post
	 * @param id the item's number
	 * @throws NoSuchItemException if the site has no such item
	 * @throws NotPermittedException if an author may not change it
	 */
	public void raise(ContentKind kind, long id) {
		note(require(kind, id), "preview-links-revoked", Map.of());
		if (this.items.raisePreviewRound(kind, id) != 1) {
			throw new NoSuchItemException(kind);
		}
	}

	private ContentItem require(ContentKind kind, long id) {
		ContentItem item = this.items.findItem(id)
			.filter((found) -> found.kind() == kind)
			.orElseThrow(() -> new NoSuchItemException(kind));
		this.rights.requireChange(item);
		return item;
	}

	private void note(ContentItem item, String action, Map<String, String> after) {
		this.versions.changed(item.kind().word() + "." + action, Item.url(item.kind(), item.path()), Map.of(), after);
	}

}
