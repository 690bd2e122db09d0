package org.rowhouse.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ConflictException;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The content of the bound site for those who write it into files.
 */
@Service
public class WrittenContent {

	private static final int CHUNK = 500;

	private final ContentItemRepository items;

	private final ItemTagRepository tags;

	private final MenuItemRepository menu;

	WrittenContent(ContentItemRepository items, ItemTagRepository tags, MenuItemRepository menu) {
		this.items = items;
		this.tags = tags;
		this.menu = menu;
	}

	/**
	 * Returns everything that was written for the site. What other sites share with it is
	 * theirs.
	 * @return its items by kind and path, and its menu
	 */
	@Transactional(readOnly = true)
	public Content all() {
		List<Written> written = new ArrayList<>();
		// What another site shares is written there.
		List<ContentItem> rows = this.items.inOrder().stream().filter((row) -> row.origin() == null).toList();
		for (int from = 0; from < rows.size(); from += CHUNK) {
			List<ContentItem> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
			Map<Long, List<String>> names = new HashMap<>();
			this.tags.ofItems(chunk.stream().map(ContentItems::id).toList())
				.forEach((tag) -> names.computeIfAbsent(tag.itemId(), (id) -> new ArrayList<>())
					.add(tag.toTag().name()));
			chunk.forEach((row) -> written.add(written(row, names.getOrDefault(ContentItems.id(row), List.of()))));
		}
		return new Content(written, this.menu.inOrder().stream().map(MenuItem::toEntry).toList());
	}

	private static Written written(ContentItem row, List<String> tags) {
		String path = (row.kind() == ContentKind.PAGE && row.path().isEmpty()) ? "index" : row.path();
		return new Written(ContentItems.id(row), row.kind(), row.source(),
				new Draft(path, row.title(), row.summary(), row.markdown(), row.template(), row.state(),
						row.publishAt(), tags.stream().sorted().toList(), row.details()));
	}

	/**
	 * Notes which file each item comes from, inside the running transaction. Nothing else
	 * of an item changes, nor does the version of the site.
	 * @param sources paths inside the site's folder, by the number of the item
	 * @throws ConflictException if one of the items has been deleted
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void comesFrom(Map<Long, String> sources) {
		// In one order, so that two who do this cannot wait for each other.
		new TreeMap<>(sources).forEach((id, source) -> {
			if (this.items.changeSource(id, source) != 1) {
				throw new ConflictException(
						"Somebody has deleted a page or post at the same time. Nothing was exported; try again.");
			}
		});
	}

	/**
	 * Notes that a file declares the menu, inside the running transaction.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void menuComesFromFile() {
		this.menu.noteFile();
	}

	/**
	 * What was written for a site.
	 *
	 * @param items its pages and posts
	 * @param menu its menu
	 */
	public record Content(List<Written> items, List<MenuEntry> menu) {

	}

	/**
	 * A page or post.
	 *
	 * @param id its number
	 * @param kind page or post
	 * @param source the file that it comes from, or {@code null}
	 * @param draft what was written, as it could be typed again; the home page is
	 * {@code index}
	 */
	public record Written(long id, ContentKind kind, @Nullable String source, Draft draft) {

	}

}
