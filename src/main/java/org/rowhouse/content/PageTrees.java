package org.rowhouse.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.rowhouse.site.CurrentSite;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The pages of the bound site as a tree, for those who write them. A page stands below
 * the one right above its path, or below the nearest one that there is. A site with more
 * than {@value #WHOLE} pages shows one branch after the other; there, pages without one
 * right above them form a branch of their own.
 */
@Service
@Transactional(readOnly = true)
public class PageTrees {

	/** Up to so many pages the tree is read whole. */
	public static final int WHOLE = 2000;

	/** So many pages right below the same one are shown at once. */
	public static final int BRANCH = 200;

	private final ContentItemRepository items;

	private final CurrentSite currentSite;

	PageTrees(ContentItemRepository items, CurrentSite currentSite) {
		this.items = items;
		this.currentSite = currentSite;
	}

	/**
	 * Tells whether the tree can be shown whole.
	 * @return whether there are not too many pages
	 */
	public boolean isWhole() {
		return this.items.countPages() <= WHOLE;
	}

	/**
	 * Returns the whole tree. The home page stands first at the top.
	 * @return the pages of the top level with those below them
	 */
	public List<Node> whole() {
		List<PageRow> pages = new ArrayList<>(this.items.pageRows());
		Set<String> paths = new HashSet<>();
		pages.forEach((page) -> paths.add(page.path()));
		pages.sort(order());
		Map<String, List<PageRow>> below = new HashMap<>();
		List<Node> tree = new ArrayList<>();
		for (PageRow page : pages) {
			if (page.path().isEmpty()) {
				tree.add(new Node(page, List.of(), false));
			}
			else {
				below.computeIfAbsent(above(page.path(), paths), (path) -> new ArrayList<>()).add(page);
			}
		}
		tree.addAll(nodes("", below));
		return tree;
	}

	/**
	 * Returns one level of a branch.
	 * @param above the path of the page above; empty for the top level
	 * @param page which part of the level, from 0, each of {@value #BRANCH} pages
	 * @return the pages, and whether there are more after them
	 */
	public Level level(String above, int page) {
		List<PageRow> rows = new ArrayList<>(this.items.pageRowsBelow(above, PageRequest.of(page, BRANCH)));
		boolean more = rows.size() == BRANCH
				&& !this.items.pageRowsBelow(above, PageRequest.of((page + 1) * BRANCH, 1)).isEmpty();
		if (above.isEmpty() && page == 0) {
			rows.addAll(0, this.items.pageRowsAt(List.of("")));
		}
		return new Level(withBranches(rows), more);
	}

	/**
	 * Returns pages that have no page right above them, though their path has.
	 * @param limit at most so many
	 * @return the pages, by path
	 */
	public List<Node> withoutOneAbove(int limit) {
		return withBranches(this.items.pageRowsWithoutOneAbove(PageRequest.of(0, limit)));
	}

	/**
	 * Returns the pages right below another one, in their order.
	 * @param above the path of that one; empty for the top level, without the home page
	 * @return the pages; of many the first {@value #WHOLE}
	 */
	public List<PageRow> siblings(String above) {
		if (!isWhole()) {
			return this.items.pageRowsBelow(above, PageRequest.of(0, WHOLE));
		}
		return find(whole(), above).stream().map(Node::page).filter((page) -> !page.path().isEmpty()).toList();
	}

	/**
	 * Returns pages to choose from, in the order of their paths.
	 * @param limit at most so many
	 * @return pages without the home page
	 */
	public List<PageRow> proposals(int limit) {
		return this.items.pageRowsByPath(PageRequest.of(0, limit));
	}

	/**
	 * Returns the path of the page below which a page is shown.
	 * @param path the page's path
	 * @return the path of the nearest page above; empty at the top level
	 */
	public String shownBelow(String path) {
		Set<String> candidates = new HashSet<>();
		for (String above = ListedText.above(path); !above.isEmpty(); above = ListedText.above(above)) {
			candidates.add(above);
		}
		if (candidates.isEmpty()) {
			return "";
		}
		Set<String> present = new HashSet<>();
		this.items.pageRowsAt(candidates).forEach((page) -> present.add(page.path()));
		return above(path, present);
	}

	private static List<Node> find(List<Node> nodes, String path) {
		if (path.isEmpty()) {
			return nodes;
		}
		for (Node node : nodes) {
			if (node.page().path().equals(path)) {
				return node.children();
			}
			List<Node> found = find(node.children(), path);
			if (!found.isEmpty()) {
				return found;
			}
		}
		return List.of();
	}

	private List<Node> withBranches(List<PageRow> rows) {
		List<String> paths = rows.stream().map(PageRow::path).filter((path) -> !path.isEmpty()).toList();
		Set<String> branches = (paths.isEmpty()) ? Set.of() : Set.copyOf(this.items.pathsWithPagesBelow(paths));
		return rows.stream().map((row) -> new Node(row, List.of(), branches.contains(row.path()))).toList();
	}

	private static List<Node> nodes(String above, Map<String, List<PageRow>> below) {
		return below.getOrDefault(above, List.of())
			.stream()
			.map((page) -> new Node(page, nodes(page.path(), below), false))
			.toList();
	}

	private static String above(String path, Set<String> paths) {
		String above = path;
		do {
			above = ListedText.above(above);
		}
		while (!above.isEmpty() && !paths.contains(above));
		return above;
	}

	private Comparator<PageRow> order() {
		return Comparator.comparingInt(PageRow::position)
			.thenComparing(PageRow::title, Collation.ofTitles(this.currentSite.get().locale()))
			.thenComparing(PageRow::path);
	}

	/**
	 * A page in the tree.
	 *
	 * @param page the page
	 * @param children those below it that have been read
	 * @param more whether there are some below it that have not
	 */
	public record Node(PageRow page, List<Node> children, boolean more) {

	}

	/**
	 * Pages right below the same one.
	 *
	 * @param nodes the pages, in order
	 * @param more whether there are more after them
	 */
	public record Level(List<Node> nodes, boolean more) {

	}

}
