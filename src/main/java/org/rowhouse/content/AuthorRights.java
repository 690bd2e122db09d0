package org.rowhouse.content;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.Worker;

import org.springframework.stereotype.Component;

/**
 * What authors may do, who are no editors: write what is their own until it is published.
 */
@Component
class AuthorRights {

	private final Worker worker;

	AuthorRights(Worker worker) {
		this.worker = worker;
	}

	/**
	 * Lets an item be changed or deleted by who may.
	 * @throws NotPermittedException if it is somebody else's, or out already
	 */
	void requireChange(ContentItem item) {
		if (this.worker.writesOwnDraftsOnly()) {
			String word = item.kind().word();
			if (!isOwn(item)) {
				throw new NotPermittedException(
						"Somebody else wrote this " + word + ". They or an editor of the site can change it.");
			}
			if (!isDraft(item.state())) {
				throw new NotPermittedException(
						"This " + word + " is " + item.state().word() + ". An editor of the site can change it now.");
			}
		}
	}

	/**
	 * Lets an item get a state by who may.
	 * @throws NotPermittedException if it would not be a draft any more
	 */
	void requireState(ContentState wanted) {
		if (!isDraft(wanted) && this.worker.writesOwnDraftsOnly()) {
			throw new NotPermittedException(
					"You may not publish. Send it for review: an editor of the site can publish it.");
		}
	}

	/**
	 * Lets pages below another one be moved with it by who may.
	 * @param field where the new path was typed
	 * @throws InvalidInputException at that field, for authors: what stands below may be
	 * somebody else's, and out already
	 */
	void requireMoveOfOthers(String field) {
		if (this.worker.writesOwnDraftsOnly()) {
			throw new InvalidInputException(field,
					"Pages stand below this one and would move with it. Keep its path, or ask an editor of the site.");
		}
	}

	/** Whether {@link #requireChange} would let it be changed. */
	boolean mayChange(ContentItem item) {
		return !this.worker.writesOwnDraftsOnly() || (isOwn(item) && isDraft(item.state()));
	}

	private boolean isOwn(ContentItem item) {
		Long creator = item.createdBy();
		return creator != null && creator.equals(this.worker.id());
	}

	private static boolean isDraft(ContentState state) {
		return state == ContentState.DRAFT || state == ContentState.REVIEW;
	}

}
