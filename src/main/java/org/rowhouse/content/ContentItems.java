package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;
import org.rowhouse.site.Worker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The pages and posts of the bound site, for those who write them. Saving is all or
 * nothing and raises the site's version.
 */
@Service
@Transactional
public class ContentItems {

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final Markdown markdown;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final ContentLimits limits;

	private final ContentSchedule schedule;

	private final Worker worker;

	private final Revisions revisions;

	private final ObjectProvider<FieldRules> fieldRules;

	private final ItemChanges changes;

	private final AuthorRights rights;

	private final ItemRows rows;

	private final Clock clock = Clock.systemUTC();

	ContentItems(ContentItemRepository items, ItemTagRepository tags, Markdown markdown, SiteVersions versions,
			CurrentSite currentSite, ContentLimits limits, ContentSchedule schedule, Worker worker, Revisions revisions,
			ObjectProvider<FieldRules> fieldRules, ItemChanges changes, AuthorRights rights, ItemRows rows) {
		this.rows = rows;
		this.changes = changes;
		this.rights = rights;
		this.items = items;
		this.tags = tags;
		this.markdown = markdown;
		this.versions = versions;
		this.currentSite = currentSite;
		this.limits = limits;
		this.schedule = schedule;
		this.worker = worker;
		this.revisions = revisions;
		this.fieldRules = fieldRules;
	}

	/**
	 * Finds an item by its number.
	 * @param kind page or post
	 * @param id the number
	 * @return the item, if it is of this kind and of the bound site
	 */
	@Transactional(readOnly = true)
	public Optional<Item> find(ContentKind kind, long id) {
		return this.items.findItem(id).filter((item) -> item.kind() == kind).map(this.rows::toItem);
	}

	/**
	 * Finds an item by its path.
	 * @param kind page or post
	 * @param path of a page its path without a slash at either end, of a post its slug
	 * @return the item in whatever state
	 */
	@Transactional(readOnly = true)
	public Optional<Item> find(ContentKind kind, String path) {
		return this.items.findByKindAndPath(kind, path).map(this.rows::toItem);
	}

	/**
	 * Lists pages by path, or posts from the newest to the oldest.
	 * @param kind page or post
	 * @param query what title or path must contain, in any case; empty for all
	 * @param pageable which part of the list; its sort is not used
	 * @return one page of the list
	 */
	@Transactional(readOnly = true)
	public Page<ItemSummary> search(ContentKind kind, String query, Pageable pageable) {
		Sort order = (kind == ContentKind.PAGE) ? Sort.by("path")
				: Sort.by(Sort.Order.desc("publishAt").nullsFirst(), Sort.Order.desc("id"));
		String pattern = "%" + Like.escape(query.strip().toLowerCase(Locale.ROOT)) + "%";
		return this.items.search(kind, pattern,
				PageRequest.of(pageable.getPageNumber(), pageable.getPageSize(), order));
	}

	/**
	 * Counts the items of the site.
	 * @return how many there are
	 */
	@Transactional(readOnly = true)
	public Counts count() {
		long pages = 0;
		long posts = 0;
		long drafts = 0;
		for (Object[] row : this.items.counts()) {
			long count = ((Number) row[2]).longValue();
			pages += (row[0] == ContentKind.PAGE) ? count : 0;
			posts += (row[0] == ContentKind.POST) ? count : 0;
			drafts += (row[1] == ContentState.DRAFT || row[1] == ContentState.REVIEW) ? count : 0;
		}
		return new Counts(pages, posts, drafts);
	}

	/**
	 * Lists the items that show a file of the site or lead to it.
	 * @param path where the file is, such as {@code /media/red-door.jpg}
	 * @param limit at most this many
	 * @return items in whatever state, the last changed one first
	 */
	@Transactional(readOnly = true)
	public List<ItemSummary> usesOf(String path, int limit) {
		return this.items.using("%" + Like.escape(path) + "%", path, PageRequest.of(0, limit));
	}

	/**
	 * Lists what was changed last.
	 * @param limit at most this many
	 * @return items, the last changed one first
	 */
	@Transactional(readOnly = true)
	public List<ItemSummary> lastChanged(int limit) {
		return this.items.lastChanged(PageRequest.of(0, limit));
	}

	/**
	 * Saves a new item.
	 * @param kind page or post
	 * @param draft what was written
	 * @return the item
	 * @throws InvalidInputException if something is wrong with it
	 */
	public Item create(ContentKind kind, Draft draft) {
		return write(begin(kind), draft);
	}

	/**
	 * Saves an item again.
	 * @param kind page or post
	 * @param id the item's number
	 * @param draft what was written
	 * @return the item as it is now
	 * @throws InvalidInputException if something is wrong with it
	 * @throws ConflictException if it comes from a file
	 * @throws NoSuchItemException if the site has no such item
	 * @throws org.rowhouse.site.NotPermittedException if an author may not change it or
	 * publish
	 */
	public Item update(ContentKind kind, long id, Draft draft) {
		return write(requireOwn(kind, id), draft);
	}

	/**
	 * Saves an item again, unless somebody else has saved it meanwhile.
	 * @param kind page or post
	 * @param id the item's number
	 * @param draft what was written
	 * @param version the version that the writer began with
	 * @return the item as it is now
	 * @throws InvalidInputException if something is wrong with it
	 * @throws ConflictException if it comes from a file
	 * @throws StaleItemException if it has another version now
	 * @throws NoSuchItemException if the site has no such item
	 */
	public Item update(ContentKind kind, long id, Draft draft, long version) {
		ContentItem item = requireOwn(kind, id);
		requireVersion(item, version);
		return write(item, draft);
	}

	private ContentItem begin(ContentKind kind) {
		return new ContentItem(kind, null, now()).begunBy(this.worker.id());
	}

	/**
	 * Tells whether the person at work may change an item.
	 * @param kind page or post
	 * @param id the item's number
	 * @return whether they may; false if the site has no such item
	 */
	@Transactional(readOnly = true)
	public boolean mayChange(ContentKind kind, long id) {
		return this.items.findItem(id).filter((item) -> item.kind() == kind).filter(this.rights::mayChange).isPresent();
	}

	private void requireVersion(ContentItem item, @Nullable Long version) {
		if (version != null && item.version() != version) {
			throw new StaleItemException(this.rows.toItem(item));
		}
	}

	/** See {@link RevisionHistory#restore}. */
	Item restore(ContentKind kind, long id, Draft earlier, long number) {
		ContentItem item = requireOwn(kind, id);
		Draft now = this.rows.toItem(item).toDraft();
		ItemDetails then = earlier.details();
		ItemDetails details = new ItemDetails(then.author(), then.cover(), then.coverAlt(), then.pinned(),
				now.details().hidden(), now.details().position(), now.details().unpublishAt(), then.fields());
		Draft draft = new Draft(now.path(), earlier.title(), earlier.summary(), earlier.markdown(), earlier.template(),
				now.state(), now.publishAt(), earlier.tags(), details);
		return save(item, validate(kind, draft), number);
	}

	/**
	 * Makes the page or post of something that was typed, for a look at it. Nothing is
	 * saved, and it need not be complete.
	 * @param kind page or post
	 * @param existing the item that it would change, or {@code null}
	 * @param draft what was written
	 * @return an item; of one that is not there the number is 0
	 * @throws InvalidInputException if the text is too long
	 */
	@Transactional(readOnly = true)
	public Item preview(ContentKind kind, @Nullable Item existing, Draft draft) {
		RenderedMarkdown rendered = render(draft);
		boolean titled = !draft.title().isBlank();
		return new Item((existing != null) ? existing.id() : 0, kind,
				(draft.path().equals("index")) ? "" : draft.path(), (titled) ? draft.title().strip() : "Untitled",
				draft.summary(), (draft.summary().isBlank()) ? rendered.excerpt() : draft.summary(), draft.markdown(),
				rendered.html(), draft.template(), draft.state(),
				(draft.publishAt() != null) ? draft.publishAt() : now(), tagsIn(draft), draft.details(), null, null,
				(existing != null) ? existing.version() : 0, now(), "");
	}

	/**
	 * Does what is due of an item.
	 * @param id the item's number
	 */
	void passTime(long id) {
		this.items.findItemToChange(id).ifPresent((item) -> {
			ContentRevision before = this.revisions.before(item);
			if (item.passTime(now())) {
				this.items.flush();
				this.revisions.record(before, item, (item.state() == ContentState.PUBLISHED)
						? RevisionAction.PUBLISHED_ON_TIME : RevisionAction.ARCHIVED_ON_TIME, null);
				this.changes.saved(item, item.path());
				this.versions.raise(Set.of(id));
				this.versions.changed(item.kind().word()
						+ ((item.state() == ContentState.PUBLISHED) ? ".published-on-time" : ".archived-on-time"),
						Item.url(item.kind(), item.path()), Map.of(), Map.of());
			}
			this.schedule.plan(item);
		});
	}

	/**
	 * Creates or replaces the item at the path of a draft.
	 * @param kind page or post
	 * @param draft what was written
	 * @return the item, and whether it is new
	 * @throws InvalidInputException if something is wrong with it
	 * @throws ConflictException if it comes from a file
	 * @throws org.springframework.dao.DataIntegrityViolationException if somebody else
	 * has just created one there; then it is there to be replaced
	 */
	public Saved put(ContentKind kind, Draft draft) {
		return put(kind, draft, (present) -> draft.details(), (present) -> {
		});
	}

	/**
	 * Creates or replaces the item at the path of a draft, if that is all right.
	 * @param kind page or post
	 * @param draft what was written, without its details
	 * @param details makes its details out of those that are there
	 * @param check gets the item that is there, or {@code null}, and throws if it is to
	 * stay as it is
	 * @return the item, and whether it is new
	 * @throws InvalidInputException if something is wrong with it
	 * @throws ConflictException if it comes from a file
	 * @throws org.springframework.dao.DataIntegrityViolationException if somebody else
	 * has just created one there; then it is there to be replaced
	 */
	public Saved put(ContentKind kind, Draft draft, UnaryOperator<ItemDetails> details,
			Consumer<@Nullable Item> check) {
		String path = DraftValidator.validate(kind, draft.with(ItemDetails.NONE)).path();
		ContentItem existing = this.items.findItemToChange(kind, path).orElse(null);
		check.accept((existing != null) ? this.rows.toItem(existing) : null);
		Draft whole = draft.with(details.apply((existing != null) ? existing.details() : ItemDetails.NONE));
		Item item = (existing != null) ? update(kind, id(existing), whole)
				: save(begin(kind), validate(kind, whole), null);
		return new Saved(item, existing == null);
	}

	/**
	 * Checks a draft without saving it, as far as that goes.
	 * @param kind page or post
	 * @param draft what was written
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	@Transactional(readOnly = true)
	public void check(ContentKind kind, Draft draft) {
		validate(kind, draft);
	}

	/** What the theme says about its fields is told together with everything else. */
	private Draft validate(ContentKind kind, Draft draft) {
		Map<String, String> errors = new LinkedHashMap<>();
		Draft valid = draft;
		try {
			valid = DraftValidator.validate(kind, draft);
		}
		catch (InvalidInputException ex) {
			errors.putAll(ex.errors());
		}
		ItemDetails details = valid.details();
		for (FieldRules rules : this.fieldRules) {
			try {
				details = details.with(rules.check(kind, valid.template(), details.fields()));
			}
			catch (InvalidInputException ex) {
				ex.errors().forEach(errors::putIfAbsent);
			}
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return valid.with(details);
	}

	/**
	 * Deletes an item for good. One that another site shares is not shown here any more,
	 * until it is shared again.
	 * @param kind page or post
	 * @param id the item's number
	 * @throws ConflictException if it comes from a file
	 * @throws NoSuchItemException if the site has no such item
	 */
	public void delete(ContentKind kind, long id) {
		delete(kind, id, null);
	}

	/**
	 * Deletes an item for good, unless somebody else has saved it meanwhile.
	 * @param kind page or post
	 * @param id the item's number
	 * @param version the version that is to go, or {@code null} for whichever there is
	 * @throws ConflictException if it comes from a file
	 * @throws StaleItemException if it has another version now
	 * @throws NoSuchItemException if the site has no such item
	 */
	public void delete(ContentKind kind, long id, @Nullable Long version) {
		ContentItem item = require(kind, id);
		requireVersion(item, version);
		Origin origin = item.origin();
		List<Long> ids = List.of(id(item));
		if (origin != null) {
			this.changes.declined(origin);
		}
		this.changes.deleted(ids);
		this.tags.deleteOfItems(ids);
		this.items.deleteAll(ids);
		this.versions.raise(Set.copyOf(ids));
		this.versions.changed(kind.word() + ((origin != null) ? ".declined" : ".deleted"), Item.url(kind, item.path()),
				described(item), Map.of());
	}

	private ContentItem requireOwn(ContentKind kind, long id) {
		ContentItem item = require(kind, id);
		if (item.origin() != null) {
			throw new ConflictException("This " + kind.word()
					+ " is shared by another site. Change it there; delete it to stop showing it here.");
		}
		return item;
	}

	/** One that another site shares may be taken away, and not changed. */
	private ContentItem require(ContentKind kind, long id) {
		ContentItem item = this.items.findItemToChange(id)
			.filter((found) -> found.kind() == kind)
			.orElseThrow(() -> new NoSuchItemException(kind));
		if (item.source() != null) {
			throw new ConflictException("This " + kind.word() + " comes from sites/" + this.currentSite.get().key()
					+ "/" + item.source() + ". Change it there.");
		}
		this.rights.requireChange(item);
		return item;
	}

	private Item write(ContentItem item, Draft typed) {
		Draft draft = validate(item.kind(), typed);
		this.items.findByKindAndPath(item.kind(), draft.path())
			.filter((other) -> !other.equals(item))
			.ifPresent((other) -> {
				throw new InvalidInputException("path", "'" + other.title() + "' is at "
						+ Item.url(other.kind(), other.path()) + " already. Choose another path.");
			});
		return save(item, draft, null);
	}

	/**
	 * What somebody has already may become shorter, however much it is. Raising the
	 * version locks the site's row, so that what is counted is not growing meanwhile.
	 */
	private Item save(ContentItem item, Draft valid, @Nullable Long restoredFrom) {
		boolean created = item.id() == null;
		this.rights.requireState(valid.state());
		int before = (created) ? 0 : item.markdown().length();
		String pathBefore = (created) ? valid.path() : item.path();
		store(item, valid, restoredFrom);
		this.changes.saved(item, pathBefore);
		raiseVersion(item, pathBefore);
		if (created) {
			this.limits.requireItems();
		}
		if (created || item.markdown().length() > before) {
			this.limits.requireStorage();
		}
		return this.rows.toItem(item);
	}

	/** Where the path is another one, those below have followed. */
	private void raiseVersion(ContentItem item, String pathBefore) {
		if (item.path().equals(pathBefore)) {
			this.versions.raise(Set.of(id(item)));
		}
		else {
			this.versions.raise();
		}
	}

	/** Writes a valid draft into a row, and the row with its tags to the database. */
	private void store(ContentItem item, Draft draft, @Nullable Long restoredFrom) {
		RenderedMarkdown rendered = render(draft);
		List<Tag> wanted = tagsIn(draft);
		Instant now = now();
		if (item.id() != null && item.says(draft, rendered, now)
				&& Set.copyOf(this.rows.toItem(item).tags()).equals(Set.copyOf(wanted))) {
			return;
		}
		ContentRevision before = (item.id() != null) ? this.revisions.before(item) : null;
		ContentState stateBefore = (before != null) ? item.state() : ContentState.DRAFT;
		Map<String, String> was = (before != null) ? described(item) : Map.of();
		item.write(draft, rendered, this.worker.name(), now);
		this.items.save(item);
		this.items.flush();
		this.schedule.plan(item);
		this.tags.deleteOfItems(List.of(id(item)));
		this.tags.saveAll(wanted.stream().map((tag) -> new ItemTag(id(item), tag)).toList());
		RevisionAction action = (restoredFrom != null) ? RevisionAction.RESTORED
				: RevisionAction.of(stateBefore, item.state());
		this.revisions.record(before, item, action, restoredFrom);
		this.versions.changed(item.kind().word() + "." + ((before != null) ? action.word() : "created"),
				Item.url(item.kind(), item.path()), was, described(item));
	}

	/** For the audit log; what it said is in its history. */
	private static Map<String, String> described(ContentItem item) {
		return Map.of("title", item.title(), "path", item.path(), "state", item.state().word());
	}

	RenderedMarkdown render(Draft draft) {
		RenderedMarkdown rendered = this.markdown.render(draft.markdown());
		if (rendered.html().length() > 1_000_000) {
			throw new InvalidInputException("markdown", "The text becomes too long as HTML. Split it in two.");
		}
		return rendered;
	}

	/** Of two names with the same slug the first counts. */
	static List<Tag> tagsIn(Draft draft) {
		Map<String, Tag> bySlug = new LinkedHashMap<>();
		draft.tags().forEach((name) -> bySlug.putIfAbsent(Slugs.of(name), new Tag(Slugs.of(name), name)));
		return List.copyOf(bySlug.values());
	}

	static long id(ContentItem item) {
		Long id = item.id();
		if (id == null) {
			throw new IllegalStateException("The item has not been saved");
		}
		return id;
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * How many items a site has.
	 *
	 * @param pages all pages
	 * @param posts all posts
	 * @param drafts those of both that are not published
	 */
	public record Counts(long pages, long posts, long drafts) {

	}

	/**
	 * What became of an item that was put at a path.
	 *
	 * @param item the item
	 * @param created whether it is new
	 */
	public record Saved(Item item, boolean created) {

	}

}
