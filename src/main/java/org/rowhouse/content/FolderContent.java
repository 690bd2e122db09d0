package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over the content of a site folder. What came from files before and is not in them
 * any more goes; what was written in the admin UI stays. What another site shares gives
 * way to a file at the same path.
 */
@Service
public class FolderContent {

	private static final Logger logger = LoggerFactory.getLogger(FolderContent.class);

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final MenuItemRepository menu;

	private final ContentItems contentItems;

	private final ItemRows rows;

	private final ContentSchedule schedule;

	private final Revisions revisions;

	private final ItemChanges changes;

	private final ItemShareRepository shares;

	private final CurrentSite currentSite;

	private final Clock clock = Clock.systemUTC();

	FolderContent(ContentItemRepository items, ItemTagRepository tags, MenuItemRepository menu,
			ContentItems contentItems, ItemRows rows, ContentSchedule schedule, Revisions revisions,
			ItemChanges changes, ItemShareRepository shares, CurrentSite currentSite) {
		this.changes = changes;
		this.shares = shares;
		this.currentSite = currentSite;
		this.items = items;
		this.tags = tags;
		this.menu = menu;
		this.contentItems = contentItems;
		this.rows = rows;
		this.schedule = schedule;
		this.revisions = revisions;
	}

	/**
	 * Returns what was last read of the files of the bound site.
	 * @return digests by the file's path inside the site's folder
	 */
	@Transactional(readOnly = true)
	public Map<String, String> digests() {
		Map<String, String> digests = new HashMap<>();
		this.items.sources().forEach((item) -> {
			if (item.source() != null && item.digest() != null) {
				digests.put(item.source(), item.digest());
			}
		});
		return digests;
	}

	/**
	 * Makes the bound site's content the same as its folder's, inside the running
	 * transaction. Does not raise the site's version, which whoever began the transaction
	 * does.
	 * @param digests what stands for each file that the folder holds, by its path inside
	 * of it
	 * @param changed those of the files that are new or different
	 * @param menuEntries the menu that the folder declares; where it declares none, the
	 * one that was made in the admin UI stays
	 * @throws InvalidFileException if a file cannot be taken over; the transaction must
	 * be rolled back then
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void replace(Map<String, String> digests, List<FolderItem> changed, List<MenuEntry> menuEntries) {
		Map<FolderItem, Draft> drafts = new LinkedHashMap<>();
		changed.forEach((file) -> drafts.put(file, validate(file)));
		Map<String, String> urls = new HashMap<>();
		drafts.forEach((file, draft) -> urls.put(file.source(), Item.url(file.kind(), draft.path())));
		List<ItemSource> present = withoutSharedAt(Set.copyOf(urls.values()));
		Map<Boolean, List<ItemSource>> stays = present.stream()
			.collect(Collectors.partitioningBy((item) -> item.source() == null
					|| (digests.containsKey(item.source()) && isStill(item, urls.get(item.source())))));
		List<ItemSource> kept = stays.getOrDefault(true, List.of());
		requireDistinctUrls(drafts, kept);
		delete(stays.getOrDefault(false, List.of()).stream().map(ItemSource::id).toList());
		store(drafts, kept, digests);
		replaceMenu(menuEntries);
	}

	/**
	 * Nobody here can delete what another site shares, and it must not block the folder:
	 * it goes, and is not shared with this site any more.
	 */
	private List<ItemSource> withoutSharedAt(Set<String> urls) {
		long siteId = this.currentSite.get().id();
		List<Long> gone = new ArrayList<>();
		List<ItemSource> others = new ArrayList<>();
		for (ItemSource item : this.items.sources()) {
			Long originSite = item.originSiteId();
			Long originItem = item.originItemId();
			String url = Item.url(item.kind(), item.path());
			if (originSite != null && originItem != null && urls.contains(url)) {
				logger.warn("A file is at {} now: what the site with the number {} shared there is gone", url,
						originSite);
				this.shares.deleteShare(originSite, originItem, siteId);
				gone.add(item.id());
			}
			else {
				others.add(item);
			}
		}
		delete(gone);
		return others;
	}

	/** A folder that declares no menu leaves alone the one that was made by hand. */
	private void replaceMenu(List<MenuEntry> declared) {
		List<MenuItem> present = this.menu.inOrder();
		boolean fromFile = present.stream().anyMatch(MenuItem::fromFile);
		boolean same = declared.equals(present.stream().map(MenuItem::toEntry).toList())
				&& fromFile == !declared.isEmpty();
		if (!same && (fromFile || !declared.isEmpty())) {
			this.menu.deleteAllOfSite();
			this.menu.saveAll(IntStream.range(0, declared.size())
				.mapToObj((position) -> new MenuItem(position, declared.get(position), true))
				.toList());
		}
	}

	/** A file that is now something else, or somewhere else, is another item. */
	private static boolean isStill(ItemSource item, @Nullable String changedUrl) {
		return changedUrl == null || changedUrl.equals(Item.url(item.kind(), item.path()));
	}

	private static void requireDistinctUrls(Map<FolderItem, Draft> drafts, List<ItemSource> kept) {
		Map<String, ItemSource> others = new HashMap<>();
		Set<String> sources = drafts.keySet().stream().map(FolderItem::source).collect(Collectors.toSet());
		kept.stream()
			.filter((item) -> item.source() == null || !sources.contains(item.source()))
			.forEach((item) -> others.put(Item.url(item.kind(), item.path()), item));
		Map<String, FolderItem> byUrl = new HashMap<>();
		drafts.forEach((file, draft) -> {
			String url = Item.url(file.kind(), draft.path());
			ItemSource other = others.get(url);
			if (other != null && other.source() == null) {
				throw new InvalidFileException(file, "path", "The " + file.kind().word() + " '" + other.title()
						+ "', written in the admin UI, is at this path already. Delete it there, or rename this file.");
			}
			FolderItem twin = byUrl.putIfAbsent(url, file);
			String taken = (other != null) ? other.source() : (twin != null) ? twin.source() : null;
			if (taken != null) {
				throw new InvalidFileException(file, "path",
						"It would be at the same path as " + taken + ". Rename one of them.");
			}
		});
	}

	private void delete(List<Long> gone) {
		if (!gone.isEmpty()) {
			this.changes.deleted(gone);
			this.tags.deleteOfItems(gone);
			this.items.deleteAll(gone);
		}
	}

	/**
	 * First all items, then all of their tags, so that thousands of them are written in
	 * batches.
	 */
	private void store(Map<FolderItem, Draft> drafts, List<ItemSource> kept, Map<String, String> digests) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Map<String, ContentItem> known = known(drafts.keySet(), kept);
		List<Long> rewritten = new ArrayList<>();
		List<ItemTag> newTags = new ArrayList<>();
		List<ContentRevision> before = new ArrayList<>();
		Map<ContentItem, List<Tag>> changed = new LinkedHashMap<>();
		Map<Long, Set<Tag>> knownTags = this.rows.tagsOf(known.values());
		drafts.forEach((file, draft) -> {
			RenderedMarkdown rendered = render(file, draft);
			List<Tag> wanted = ContentItems.tagsIn(draft);
			ContentItem item = known.get(file.source());
			boolean isNew = item == null;
			if (item == null) {
				item = new ContentItem(file.kind(), file.source(), now);
			}
			item.readFrom(digests.getOrDefault(file.source(), ""));
			boolean same = !isNew && item.says(draft, rendered, now)
					&& knownTags.getOrDefault(ContentItems.id(item), Set.of()).equals(Set.copyOf(wanted));
			if (!same) {
				if (!isNew) {
					before.add(this.revisions.before(item, knownTags.getOrDefault(ContentItems.id(item), Set.of())));
				}
				item.write(draft, rendered, "", now);
				ContentItem saved = this.items.save(item);
				known.put(file.source(), saved);
				if (!isNew) {
					rewritten.add(ContentItems.id(saved));
				}
				changed.put(saved, wanted);
				wanted.forEach((tag) -> newTags.add(new ItemTag(ContentItems.id(saved), tag)));
			}
		});
		this.items.flush();
		known.values().forEach(this.schedule::plan);
		if (!rewritten.isEmpty()) {
			this.tags.deleteOfItems(rewritten);
		}
		this.tags.saveAll(newTags);
		this.revisions.record(before,
				changed.entrySet()
					.stream()
					.map((item) -> new ContentRevision(item.getKey(), item.getValue(), RevisionAction.FILE, null))
					.toList());
		this.changes.saved(known.values());
	}

	private Map<String, ContentItem> known(Set<FolderItem> changed, List<ItemSource> kept) {
		Set<String> sources = changed.stream().map(FolderItem::source).collect(Collectors.toSet());
		List<Long> ids = kept.stream()
			.filter((item) -> item.source() != null && sources.contains(item.source()))
			.map(ItemSource::id)
			.toList();
		Map<String, ContentItem> known = new HashMap<>();
		if (!ids.isEmpty()) {
			this.items.findItems(ids).forEach((item) -> known.put(String.valueOf(item.source()), item));
		}
		return known;
	}

	private RenderedMarkdown render(FolderItem file, Draft draft) {
		try {
			return this.contentItems.render(draft);
		}
		catch (InvalidInputException ex) {
			throw new InvalidFileException(file, "markdown", String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Checks a file as far as that goes without a database.
	 * @param file the file
	 * @return what is to be saved of it
	 * @throws InvalidFileException if something in it is wrong
	 */
	public static Draft validate(FolderItem file) {
		try {
			return DraftValidator.validate(file.kind(), file.draft());
		}
		catch (InvalidInputException ex) {
			throw new InvalidFileException(file, ex.errors());
		}
	}

	/**
	 * Returns where visitors would find a file's page or post.
	 * @param file a file
	 * @return the path inside the site, with a slash in front
	 * @throws InvalidFileException if something in the file is wrong
	 */
	public static String urlOf(FolderItem file) {
		return Item.url(file.kind(), validate(file).path());
	}

	/**
	 * Returns a text as it is kept, wherever it was written: with line feeds as line
	 * ends, and without a byte order mark and empty lines at its beginning. What is
	 * indented stays so, since that makes it code.
	 * @param markdown a text
	 * @return the same text; the same again for one that was returned
	 */
	public static String normalize(String markdown) {
		return DraftValidator.normalize(markdown);
	}

	/**
	 * A content file.
	 *
	 * @param kind page or post
	 * @param source its path inside the site's folder, with slashes
	 * @param draft what it says
	 */
	public record FolderItem(ContentKind kind, String source, Draft draft) {

	}

	/**
	 * A content file cannot be taken over.
	 */
	public static class InvalidFileException extends IllegalArgumentException {

		private final transient FolderItem file;

		private final transient Map<String, String> errors;

		InvalidFileException(FolderItem file, String field, String message) {
			this(file, Map.of(field, message));
		}

		InvalidFileException(FolderItem file, Map<String, String> errors) {
			super(String.join(" ", errors.values()));
			this.file = file;
			this.errors = errors;
		}

		/**
		 * Returns the file.
		 * @return its path inside the site's folder
		 */
		public String source() {
			return this.file.source();
		}

		/**
		 * Returns what in the file is wrong.
		 * @return messages by the name of the front matter's key or of another part of
		 * the draft
		 */
		public Map<String, String> errors() {
			return this.errors;
		}

	}

}
