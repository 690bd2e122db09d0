package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;

/**
 * What it means to publish something at once, whoever asks for it.
 */
public final class Publication {

	private Publication() {
	}

	/**
	 * Makes a draft one that visitors see as soon as it is saved. A time that is still to
	 * come gives way to the present one, and so does the former time of what was
	 * archived; any other time stays, so that a post can have an earlier date.
	 * @param draft what was written
	 * @param before the state that it has so far
	 * @param now the time
	 * @return the draft, to be published now
	 * @see #mistakeInEnd
	 */
	public static Draft now(Draft draft, ContentState before, Instant now) {
		Instant at = draft.publishAt();
		boolean again = before == ContentState.ARCHIVED || (at != null && at.isAfter(now));
		return new Draft(draft.path(), draft.title(), draft.summary(), draft.markdown(), draft.template(),
				ContentState.PUBLISHED, (again) ? null : at, draft.tags(), draft.details());
	}

	/**
	 * Makes a draft one that visitors see as soon as it is saved, as
	 * {@link #now(Draft, ContentState, Instant)} does, if it can be.
	 * @param draft what was written
	 * @param before the state that it has so far
	 * @param now the time
	 * @return the draft, to be published now
	 * @throws InvalidInputException at {@code unpublishAt} if it would be archived at
	 * once
	 */
	public static Draft requireNow(Draft draft, ContentState before, Instant now) {
		String mistake = mistakeInEnd(draft, now);
		if (mistake != null) {
			throw new InvalidInputException("unpublishAt", mistake);
		}
		return now(draft, before, now);
	}

	/**
	 * Tells whether the time of archiving keeps something from being published.
	 * @param draft what is to be published, now or later
	 * @param now the time
	 * @return what is wrong with {@code unpublishAt} and what to do, or {@code null}
	 */
	public static @Nullable String mistakeInEnd(Draft draft, Instant now) {
		Instant until = draft.details().unpublishAt();
		return (until != null && !until.isAfter(now))
				? "The time of archiving has passed. Choose a later one, or leave it empty." : null;
	}

}
