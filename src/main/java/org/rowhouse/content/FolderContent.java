package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over the content of a site folder. What came from files before and is not in them
 * any more goes; what was written in the admin UI stays.
 */
@Service
public class FolderContent {

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final MenuItemRepository menu;

	private final ContentItems contentItems;

	private final Clock clock = Clock.systemUTC();

	FolderContent(ContentItemRepository items, ItemTagRepository tags, MenuItemRepository menu,
			ContentItems contentItems) {
		this.items = items;
		this.tags = tags;
		this.menu = menu;
		this.contentItems = contentItems;
	}

	/**
	 * Makes the bound site's content the same as its folder's, inside the running
	 * transaction. Does not raise the site's version, which whoever began the transaction
	 * does.
	 * @param files everything that the folder holds
	 * @param menuEntries the menu that it declares
	 * @throws InvalidFileException if a file cannot be taken over; the transaction must
	 * be rolled back then
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void replace(List<FolderItem> files, List<MenuEntry> menuEntries) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Map<String, ContentItem> known = new HashMap<>();
		this.items.findBySourceIsNotNull().forEach((item) -> known.put(String.valueOf(item.source()), item));
		Map<FolderItem, Draft> wanted = new LinkedHashMap<>();
		Map<String, FolderItem> byUrl = new HashMap<>();
		for (FolderItem file : files) {
			Draft draft = validate(file);
			FolderItem other = byUrl.putIfAbsent(Item.url(file.kind(), draft.path()), file);
			if (other != null) {
				throw new InvalidFileException(file, "path",
						"It would be at the same path as " + other.source() + ". Rename one of them.");
			}
			wanted.put(file, draft);
		}
		deleteMissing(files, known);
		wanted.forEach((file, draft) -> {
			ContentItem item = known.getOrDefault(file.source(), new ContentItem(file.kind(), file.source(), now));
			this.items.findByKindAndPath(file.kind(), draft.path())
				.filter((other) -> other.source() == null)
				.ifPresent((other) -> {
					throw new InvalidFileException(file, "path", "The " + file.kind().word() + " '" + other.title()
							+ "', written in the admin UI, is at this path already. Delete it there, or rename this file.");
				});
			store(file, item, draft);
		});
		this.menu.deleteAllOfSite();
		this.menu.saveAll(IntStream.range(0, menuEntries.size())
			.mapToObj((position) -> new MenuItem(position, menuEntries.get(position)))
			.toList());
	}

	private void store(FolderItem file, ContentItem item, Draft draft) {
		try {
			this.contentItems.store(item, draft);
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
			Map.Entry<String, String> first = ex.errors().entrySet().iterator().next();
			throw new InvalidFileException(file, first.getKey(), first.getValue());
		}
	}

	/** A file of another kind at the same place is another item, too. */
	private void deleteMissing(List<FolderItem> files, Map<String, ContentItem> known) {
		Map<String, ContentKind> kinds = new HashMap<>();
		files.forEach((file) -> kinds.put(file.source(), file.kind()));
		List<Long> gone = new ArrayList<>();
		known.values().removeIf((item) -> {
			boolean missing = kinds.get(String.valueOf(item.source())) != item.kind();
			if (missing) {
				gone.add(ContentItems.id(item));
			}
			return missing;
		});
		if (!gone.isEmpty()) {
			this.tags.deleteOfItems(gone);
			this.items.deleteAll(gone);
		}
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

		private final String field;

		InvalidFileException(FolderItem file, String field, String message) {
			super(message);
			this.file = file;
			this.field = field;
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
		 * @return the name of the front matter's key or another part of the draft
		 */
		public String field() {
			return this.field;
		}

	}

}
