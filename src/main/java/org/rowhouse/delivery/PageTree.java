package org.rowhouse.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rowhouse.content.OutlinePage;
import org.rowhouse.theme.TemplateModel.PageTreeModel;

/**
 * The pages of a site as a tree, for navigation beside the text. A page without a page
 * right above it stands below the nearest one above, or at the top.
 */
class PageTree {

	private static final String TOP = "";

	private final Map<String, List<OutlinePage>> below = new HashMap<>();

	/**
	 * Makes the tree.
	 * @param pages the pages, without the home page, those on one level in their order
	 */
	PageTree(List<OutlinePage> pages) {
		Set<String> paths = new HashSet<>();
		pages.forEach((page) -> paths.add(page.path()));
		for (OutlinePage page : pages) {
			this.below.computeIfAbsent(above(page.path(), paths), (path) -> new ArrayList<>()).add(page);
		}
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

	/**
	 * Returns the pages of the top level.
	 * @return pages in the order of the tree
	 */
	List<OutlinePage> top() {
		return this.below.getOrDefault(TOP, List.of());
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
