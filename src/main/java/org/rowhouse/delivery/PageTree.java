package org.rowhouse.delivery;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.theme.TemplateModel.PageTreeModel;

/**
 * The pages of a site as a tree, for navigation beside the text. Pages that the menu
 * names come first and in its order, on each level; the others follow by title, in the
 * order of the site's language. A page without a page right above it stands below the
 * nearest one above, or at the top.
 */
class PageTree {

	private static final String TOP = "";

	private final Map<String, List<ItemSummary>> below = new HashMap<>();

	/**
	 * Makes the tree.
	 * @param pages the pages, without the home page
	 * @param menu the site's menu, for the order
	 * @param locale the site's language, for the order of titles
	 */
	PageTree(List<ItemSummary> pages, List<MenuEntry> menu, Locale locale) {
		Set<String> paths = new HashSet<>();
		pages.forEach((page) -> paths.add(page.path()));
		List<ItemSummary> inOrder = new ArrayList<>(pages);
		inOrder.sort(order(menu, locale));
		for (ItemSummary page : inOrder) {
			this.below.computeIfAbsent(above(page.path(), paths), (path) -> new ArrayList<>()).add(page);
		}
	}

	private static Comparator<ItemSummary> order(List<MenuEntry> menu, Locale locale) {
		Map<String, Integer> positions = new HashMap<>();
		menu.forEach((entry) -> positions.putIfAbsent(entry.path(), positions.size()));
		Comparator<ItemSummary> byMenu = Comparator
			.comparing((page) -> positions.getOrDefault(page.url(), Integer.MAX_VALUE));
		return byMenu.thenComparing(ItemSummary::title, Collator.getInstance(locale)).thenComparing(ItemSummary::path);
	}

	private static String above(String path, Set<String> paths) {
		String above = path;
		do {
			above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
		}
		while (!above.isEmpty() && !paths.contains(above));
		return above;
	}

	/**
	 * Returns the tree as seen from a page.
	 * @param path the shown page's path inside the site, with a slash in front
	 * @return the pages of the top level
	 */
	List<PageTreeModel> at(String path) {
		return children(TOP, path);
	}

	private List<PageTreeModel> children(String parent, String path) {
		return this.below.getOrDefault(parent, List.of())
			.stream()
			.map((page) -> new PageTreeModel(page.title(), page.url(), isAtOrBelow(path, page.url()),
					children(page.path(), path)))
			.toList();
	}

	/** Whether a path is that of an entry or leads on below it; nothing is below home. */
	static boolean isAtOrBelow(String path, String entry) {
		return path.equals(entry) || (!entry.equals("/") && path.startsWith(entry + "/"));
	}

}
