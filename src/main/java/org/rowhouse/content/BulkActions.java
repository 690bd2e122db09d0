package org.rowhouse.content;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Service;

/**
 * Does the same with many items of the bound site. Each is saved by itself, so that one
 * that cannot be changed keeps none of the others from it.
 */
@Service
public class BulkActions {

	/** So many items at once. */
	public static final int MAX_ITEMS = 200;

	private final ContentItems items;

	private final Clock clock = Clock.systemUTC();

	BulkActions(ContentItems items) {
		this.items = items;
	}

	/**
	 * Finds an action by its word.
	 * @param kind what it is to be done with
	 * @param word such as {@code publish}
	 * @param tag the tag to add, for {@code tag}
	 * @return the action
	 * @throws InvalidInputException if there is none, or the tag is none
	 */
	public static Action action(ContentKind kind, String word, String tag) {
		for (Action action : Action.values()) {
			if (action.word().equals(word) && (action != Action.TAG || kind == ContentKind.POST)) {
				if (action == Action.TAG && (Slugs.of(tag).isEmpty() || tag.strip().length() > 100)) {
					throw new InvalidInputException("tag",
							"A tag has 1 to 100 characters, a letter or digit among them.");
				}
				return action;
			}
		}
		throw new InvalidInputException("action", "Choose what to do with them.");
	}

	/**
	 * Returns the titles of items.
	 * @param kind pages or posts
	 * @param ids their numbers
	 * @return titles of those that the site has
	 */
	public List<String> titles(ContentKind kind, List<Long> ids) {
		return ids.stream().flatMap((id) -> this.items.find(kind, id).stream()).map(Item::title).toList();
	}

	/**
	 * Does something with items.
	 * @param kind pages or posts
	 * @param ids their numbers
	 * @param action what to do
	 * @param tag the tag to add, for {@link Action#TAG}
	 * @return what came of it
	 */
	public Result apply(ContentKind kind, List<Long> ids, Action action, String tag) {
		int done = 0;
		Map<String, String> notDone = new LinkedHashMap<>();
		for (long id : ids.stream().distinct().toList()) {
			Optional<Item> item = this.items.find(kind, id);
			if (item.isEmpty()) {
				notDone.put("No. " + id, "It is not there any more.");
				continue;
			}
			try {
				apply(item.get(), action, tag.strip());
				done++;
			}
			catch (ConflictException | InvalidInputException | NoSuchItemException ex) {
				notDone.put("'" + item.get().title() + "'", String.valueOf(ex.getMessage()));
			}
		}
		return new Result(done, notDone);
	}

	private void apply(Item item, Action action, String tag) {
		Draft draft = item.toDraft();
		switch (action) {
			case PUBLISH -> update(item, Publication.requireNow(draft, item.state(), this.clock.instant()));
			case DRAFT -> update(item, with(draft, ContentState.DRAFT, draft.tags()));
			case ARCHIVE -> update(item, with(draft, ContentState.ARCHIVED, draft.tags()));
			case TAG -> {
				List<String> tags = new ArrayList<>(draft.tags());
				tags.add(tag);
				update(item, with(draft, draft.state(), tags));
			}
			case DELETE -> this.items.delete(item.kind(), item.id());
		}
	}

	private void update(Item item, Draft draft) {
		this.items.update(item.kind(), item.id(), draft, item.version());
	}

	private static Draft with(Draft draft, ContentState state, List<String> tags) {
		return new Draft(draft.path(), draft.title(), draft.summary(), draft.markdown(), draft.template(), state,
				draft.publishAt(), tags, draft.details());
	}

	/**
	 * What can be done with many items.
	 */
	public enum Action {

		/** Visitors see them from now on. */
		PUBLISH("Publish these?", "Visitors see them from now on."),

		/** They are drafts again. */
		DRAFT("Make these drafts?", "Visitors do not see drafts."),

		/** Visitors see them no more. */
		ARCHIVE("Archive these?", "Visitors do not see what is archived; it stays here."),

		/** They get one more tag. */
		TAG("Add a tag to these?", "They keep the tags that they have."),

		/** They are gone. */
		DELETE("Delete these?", "It cannot be undone.");

		private final String question;

		private final String effect;

		Action(String question, String effect) {
			this.question = question;
			this.effect = effect;
		}

		/**
		 * Returns the word for this action in forms.
		 * @return such as {@code publish}
		 */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * Returns what somebody is asked before it is done.
		 * @return a question
		 */
		public String question() {
			return this.question;
		}

		/**
		 * Returns what it means.
		 * @return a sentence
		 */
		public String effect() {
			return this.effect;
		}

	}

	/**
	 * What came of it.
	 *
	 * @param done how many it was done with
	 * @param notDone why not, by the title of the others
	 */
	public record Result(int done, Map<String, String> notDone) {

		@Override
		public String toString() {
			if (this.notDone.isEmpty()) {
				return this.done + " done.";
			}
			return this.done + " done, " + this.notDone.size() + " not:\n"
					+ this.notDone.entrySet()
						.stream()
						.map((item) -> item.getKey() + ": " + item.getValue())
						.collect(Collectors.joining("\n"));
		}

	}

}
