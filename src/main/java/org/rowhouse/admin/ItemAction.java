package org.rowhouse.admin;

import java.util.List;

import org.rowhouse.content.ContentState;

/**
 * A button of the form of a page or post.
 *
 * @param value what it sends as {@code action}
 * @param label what it says
 * @param primary whether it is the one that most people want
 */
record ItemAction(String value, String label, boolean primary) {

	/** Where a button that publishes is called differently when a time is chosen. */
	static final String PUBLISH = "publish";

	/** What can be done, by where an item is. */
	static List<ItemAction> of(ContentState state, boolean saved) {
		return switch (state) {
			case DRAFT -> (saved)
					? List.of(first(PUBLISH, "Publish"), next("save", "Save draft"),
							next("review", "Submit for review"), next("archive", "Archive"))
					: List.of(first(PUBLISH, "Publish"), next("save", "Save draft"),
							next("review", "Submit for review"));
			case REVIEW -> List.of(first(PUBLISH, "Publish"), next("save", "Save"), next("draft", "Back to draft"));
			case SCHEDULED -> List.of(first("save", "Save changes"), next("publish-now", "Publish now"),
					next("unpublish", "Back to draft"));
			case PUBLISHED ->
				List.of(first("save", "Save changes"), next("unpublish", "Unpublish"), next("archive", "Archive"));
			case ARCHIVED ->
				List.of(first("draft", "Restore as draft"), next("save", "Save"), next(PUBLISH, "Publish again"));
		};
	}

	/** What is left of it for authors, who publish nothing. */
	static List<ItemAction> ofAuthor(ContentState state) {
		return (state == ContentState.REVIEW) ? List.of(first("save", "Save"), next("draft", "Back to draft"))
				: List.of(first("review", "Submit for review"), next("save", "Save draft"));
	}

	/** What an action makes of the state; of those that are none it stays. */
	static ContentState target(String action, ContentState before) {
		return switch (action) {
			case PUBLISH, "publish-now" -> ContentState.PUBLISHED;
			case "schedule" -> ContentState.SCHEDULED;
			case "unpublish", "draft" -> ContentState.DRAFT;
			case "review" -> ContentState.REVIEW;
			case "archive" -> ContentState.ARCHIVED;
			default -> before;
		};
	}

	private static ItemAction first(String value, String label) {
		return new ItemAction(value, label, true);
	}

	private static ItemAction next(String value, String label) {
		return new ItemAction(value, label, false);
	}

}
