package org.rowhouse.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Worker;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what the person at work has typed into forms of the bound site and not saved: the
 * last of each form, for 30 days, of at most 50 forms. Visitors never see it, and the
 * site's version stays.
 */
@Service
@Transactional
public class Autosaves {

	private static final int MAX_TEXT = 500_000;

	private static final int MAX_FIELDS = 60_000;

	private static final int MAX_FIELD_COUNT = 200;

	private static final int MAX_FORMS = 50;

	private static final int MAX_NEW = 5;

	private static final Duration KEPT = Duration.ofDays(30);

	private static final Duration AT_WORK = Duration.ofMinutes(15);

	private static final Pattern TOKEN = Pattern.compile("[a-z0-9-]{8,50}");

	private final ContentAutosaveRepository autosaves;

	private final ContentItemRepository items;

	private final Worker worker;

	private final Clock clock = Clock.systemUTC();

	Autosaves(ContentAutosaveRepository autosaves, ContentItemRepository items, Worker worker) {
		this.autosaves = autosaves;
		this.items = items;
		this.worker = worker;
	}

	/**
	 * Keeps what was typed in the place of what was kept before.
	 * @param form which form it is
	 * @param version the version of the item that the person began with; 0 for none
	 * @param markdown the text
	 * @param fields the other fields, by name
	 * @return what is kept now
	 * @throws InvalidInputException at {@code markdown} or for the whole input if it is
	 * too much to be kept
	 * @throws NoSuchItemException if the site has no such item
	 */
	public Autosave keep(Form form, long version, String markdown, Map<String, String> fields) {
		if (markdown.length() > MAX_TEXT) {
			throw new InvalidInputException("markdown", "The text has " + markdown.length()
					+ " characters, and may have " + MAX_TEXT + ". Split it in two.");
		}
		int size = fields.entrySet().stream().mapToInt((e) -> e.getKey().length() + e.getValue().length()).sum();
		if (fields.size() > MAX_FIELD_COUNT || size > MAX_FIELDS) {
			throw new InvalidInputException("",
					"The fields beside the text are too long to be kept. Shorten them, then save.");
		}
		requireItem(form);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		ContentAutosave row = this.autosaves.find(me(), form.kind(), form.slot())
			.orElseGet(() -> new ContentAutosave(form.kind(), form.itemId(), form.slot(), me(), now));
		row.type(version, storable(markdown), storable(fields), now);
		ContentAutosave saved = this.autosaves.save(row);
		this.autosaves.flush();
		List<Long> ids = this.autosaves.newestFirst(me());
		if (ids.size() > MAX_FORMS) {
			this.autosaves.deleteAll(List.copyOf(ids.subList(MAX_FORMS, ids.size())));
		}
		return saved.toAutosave();
	}

	private void requireItem(Form form) {
		Long id = form.itemId();
		if (id != null && this.items.findItem(id).filter((item) -> item.kind() == form.kind()).isEmpty()) {
			throw new NoSuchItemException(form.kind());
		}
	}

	private static Map<String, String> storable(Map<String, String> fields) {
		Map<String, String> clean = new LinkedHashMap<>();
		fields.forEach((name, value) -> clean.put(storable(name), storable(value)));
		return clean;
	}

	/** PostgreSQL keeps no NUL. */
	private static String storable(String text) {
		return text.replace("\u0000", "");
	}

	/**
	 * Finds what the person at work typed into a form.
	 * @param form which form it is
	 * @return what is kept
	 */
	@Transactional(readOnly = true)
	public Optional<Autosave> find(Form form) {
		return this.autosaves.find(me(), form.kind(), form.slot()).map(ContentAutosave::toAutosave);
	}

	/**
	 * Finds what anybody typed.
	 * @param kind page or post
	 * @param id the number of what is kept
	 * @return what is kept
	 */
	@Transactional(readOnly = true)
	public Optional<Autosave> find(ContentKind kind, long id) {
		return this.autosaves.find(id, kind).map(ContentAutosave::toAutosave);
	}

	/**
	 * Lists what the person at work typed into forms of items that were never saved.
	 * @param kind page or post
	 * @return the last five, the last one first
	 */
	@Transactional(readOnly = true)
	public List<Autosave> ofNewItems(ContentKind kind) {
		return this.autosaves.ofNewItems(me(), kind, PageRequest.of(0, MAX_NEW))
			.stream()
			.map(ContentAutosave::toAutosave)
			.toList();
	}

	/**
	 * Lists others who have typed something into the form of an item in the last quarter
	 * of an hour.
	 * @param itemId the item's number
	 * @return who, and since when
	 */
	@Transactional(readOnly = true)
	public List<Editor> others(long itemId) {
		return this.autosaves.editors(itemId, me(), this.clock.instant().minus(AT_WORK));
	}

	/**
	 * Forgets what the person at work typed into a form.
	 * @param form which form it is
	 */
	public void forget(Form form) {
		this.autosaves.delete(me(), form.kind(), form.slot());
	}

	/**
	 * Forgets what nobody came back to for 30 days.
	 * @return how many there were
	 */
	public int forgetOld() {
		return this.autosaves.deleteBefore(this.clock.instant().minus(KEPT));
	}

	private String me() {
		return this.worker.name();
	}

	/**
	 * The form of an item.
	 *
	 * @param kind page or post
	 * @param itemId the item's number, or {@code null} if it was never saved
	 * @param slot what tells it from others of the same person
	 */
	public record Form(ContentKind kind, @Nullable Long itemId, String slot) {

		/**
		 * Names the form of an item.
		 * @param kind page or post
		 * @param itemId the item's number, or {@code null} if it was never saved
		 * @param token the name that the form of a new item has given itself
		 * @return the form
		 * @throws InvalidInputException if the token is needed and is none
		 */
		public static Form of(ContentKind kind, @Nullable Long itemId, String token) {
			if (itemId != null) {
				return new Form(kind, itemId, "item:" + itemId);
			}
			if (!TOKEN.matcher(token).matches()) {
				throw new InvalidInputException("token",
						"A form's token has 8 to 50 small letters, digits and hyphens. Open the form again.");
			}
			return new Form(kind, null, "new:" + token);
		}

	}

	/**
	 * Somebody at work.
	 *
	 * @param person their name
	 * @param since since when
	 */
	public record Editor(String person, Instant since) {

	}

}
