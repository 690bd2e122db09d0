package org.rowhouse.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The history of pages and posts of the bound site. It goes with the item when that is
 * deleted.
 */
@Service
@Transactional
public class RevisionHistory {

	private final ContentRevisionRepository revisions;

	private final ContentItems items;

	RevisionHistory(ContentRevisionRepository revisions, ContentItems items) {
		this.revisions = revisions;
		this.items = items;
	}

	/**
	 * Lists the revisions of an item.
	 * @param kind page or post
	 * @param id the item's number
	 * @return revisions, the newest first; that one says what the item says
	 * @throws NoSuchItemException if the site has no such item
	 */
	@Transactional(readOnly = true)
	public List<Revision> of(ContentKind kind, long id) {
		Item item = require(kind, id);
		List<Revision> all = new ArrayList<>(this.revisions.ofItem(id));
		if (all.isEmpty() || all.get(0).number() != item.version()) {
			all.add(0, asFound(item));
		}
		return all;
	}

	/**
	 * Finds a revision.
	 * @param kind page or post
	 * @param id the item's number
	 * @param number the revision's number
	 * @return the revision, if it is kept
	 * @throws NoSuchItemException if the site has no such item
	 */
	@Transactional(readOnly = true)
	public Optional<RevisionText> find(ContentKind kind, long id, long number) {
		Item item = require(kind, id);
		Optional<RevisionText> kept = this.revisions.find(id, number)
			.map((revision) -> new RevisionText(revision.toRevision(), revision.toDraft(kind)));
		return (kept.isPresent() || item.version() != number) ? kept
				: Optional.of(new RevisionText(asFound(item), item.toDraft()));
	}

	/**
	 * Makes an item say again what it said: title, text, summary, tags, template and what
	 * else it has. Where it is, whether visitors see it and from when to when stay as
	 * they are now. What is lost by that is a revision itself.
	 * @param kind page or post
	 * @param id the item's number
	 * @param number the revision's number
	 * @return the item as it is now
	 * @throws InvalidInputException if it does not fit any more, such as into the site's
	 * storage
	 * @throws ConflictException if the item comes from a file
	 * @throws NoSuchItemException if there is no such item or revision
	 */
	public Item restore(ContentKind kind, long id, long number) {
		Draft earlier = find(kind, id, number).orElseThrow(() -> new NoSuchItemException(kind)).draft();
		return this.items.restore(kind, id, earlier, number);
	}

	private Item require(ContentKind kind, long id) {
		return this.items.find(kind, id).orElseThrow(() -> new NoSuchItemException(kind));
	}

	private static Revision asFound(Item item) {
		return new Revision(item.version(), item.updatedAt(), item.updatedBy(), RevisionAction.FOUND, null,
				item.title());
	}

}
