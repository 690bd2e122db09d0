package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;
import org.rowhouse.site.Worker;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves pages of the bound site in the tree: below another page, and to another place
 * among those that stand there.
 */
@Service
@Transactional
public class PageMoves {

	private final ContentItemRepository items;

	private final ItemRows rows;

	private final PageTrees trees;

	private final PageBranches branches;

	private final ItemChanges changes;

	private final Revisions revisions;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final Worker worker;

	private final Clock clock = Clock.systemUTC();

	PageMoves(ContentItemRepository items, ItemRows rows, PageTrees trees, PageBranches branches, ItemChanges changes,
			Revisions revisions, SiteVersions versions, CurrentSite currentSite, Worker worker) {
		this.items = items;
		this.rows = rows;
		this.trees = trees;
		this.branches = branches;
		this.changes = changes;
		this.revisions = revisions;
		this.versions = versions;
		this.currentSite = currentSite;
		this.worker = worker;
	}

	/**
	 * Moves a page with everything below it. Its path becomes that of the page above and
	 * its own last name; where it stands below the same page as before, no path changes.
	 * Other pages there keep their order. The old paths lead to the new ones. A new path
	 * is kept in the history of the page, and not in those of the pages that come along.
	 * @param id the number of the page
	 * @param parent the path of the page above; empty for the top level
	 * @param before the number of the page that it is to stand before, or {@code null} to
	 * be the last one
	 * @param version the version of the page that was seen
	 * @return the page as it is now
	 * @throws InvalidInputException at {@code parent} or {@code place}, if it cannot
	 * stand there
	 * @throws ConflictException if it comes from a file or from another site
	 * @throws StaleItemException if it has another version now
	 * @throws NoSuchItemException if the site has no such page
	 */
	public PageRow move(long id, String parent, @Nullable Long before, long version) {
		ContentItem page = requireMovable(id, version);
		String from = page.path();
		String above = requireParent(parent, from);
		String name = from.substring(from.lastIndexOf('/') + 1);
		boolean stays = above.equals(this.trees.shownBelow(from));
		String to = (stays) ? from : (above.isEmpty()) ? name : above + "/" + name;
		List<PageRow> others = new ArrayList<>(this.trees.siblings(above));
		others.removeIf((other) -> other.id() == id);
		int index = index(others, before);
		PageRow moving = row(id);
		ContentRevision said = this.revisions.before(page);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		if (!to.equals(from)) {
			rename(moving, to, now);
		}
		place(others, moving, index).forEach(this.items::placeAt);
		if (!to.equals(from)) {
			this.revisions.record(said, requireItem(id), RevisionAction.MOVED, null);
			this.versions.changed("page.moved", "/" + to, Map.of("path", "/" + from), Map.of("path", "/" + to));
		}
		this.versions.raise();
		return row(id);
	}

	private ContentItem requireMovable(long id, long version) {
		ContentItem page = this.items.findItemToChange(id)
			.filter((found) -> found.kind() == ContentKind.PAGE)
			.orElseThrow(() -> new NoSuchItemException(ContentKind.PAGE));
		if (page.path().isEmpty()) {
			throw new InvalidInputException("parent", "The home page stands above all others and cannot be moved.");
		}
		String fixed = this.branches.whyFixed(page.source(), (page.origin() != null) ? page.origin().siteId() : null);
		if (fixed != null) {
			throw new ConflictException("'" + page.title() + "' " + fixed + ". Move it there.");
		}
		if (page.version() != version) {
			throw new StaleItemException(this.rows.toItem(page));
		}
		return page;
	}

	private String requireParent(String typed, String from) {
		String parent = typed.strip().replaceAll("^/+|/+$", "");
		if (parent.isEmpty()) {
			return "";
		}
		if (parent.equals(from) || parent.startsWith(from + "/")) {
			throw new InvalidInputException("parent",
					"A page cannot stand below itself. Choose one that is not below this page.");
		}
		if (this.items.pageRowsAt(List.of(parent)).isEmpty()) {
			throw new InvalidInputException("parent",
					"There is no page at '" + parent + "'. Write the path of a page, or nothing for the top level.");
		}
		return parent;
	}

	private static int index(List<PageRow> others, @Nullable Long before) {
		if (before == null) {
			return others.size();
		}
		for (int i = 0; i < others.size(); i++) {
			if (others.get(i).id() == before) {
				return i;
			}
		}
		throw new InvalidInputException("place",
				"The page that this one was to stand before is not there any more. Look again, then choose its place.");
	}

	private void rename(PageRow page, String to, Instant now) {
		String mistake = DraftValidator.mistakeIn(to);
		if (mistake != null) {
			throw new InvalidInputException("parent", mistake);
		}
		this.items.pageRowsAt(List.of(to)).stream().findFirst().ifPresent((other) -> {
			throw new InvalidInputException("parent",
					"'" + other.title() + "' is at /" + to + " already. Give one of them another address first.");
		});
		List<PageRow> branch = this.branches.below(page.path());
		this.branches.requireFree(branch, page.path(), to, "parent");
		this.items.moveTo(page.id(), to, ListedText.above(to), page.position(), now, this.worker.name());
		if (!branch.isEmpty()) {
			this.branches.follow(branch, page.path(), to, now);
		}
		this.changes.moved(page, branch, to);
	}

	/**
	 * Finds positions for a page among others. Where there is room, it alone gets another
	 * one; else all are numbered again, but for those from files.
	 */
	private Map<Long, Integer> place(List<PageRow> others, PageRow page, int index) {
		Integer low = (index > 0) ? others.get(index - 1).position() : null;
		Integer high = (index < others.size()) ? others.get(index).position() : null;
		Integer free = Positions.between(low, high);
		if (free != null) {
			return (free == page.position()) ? Map.of() : Map.of(page.id(), free);
		}
		List<PageRow> order = new ArrayList<>(others);
		order.add(index, page);
		return Positions.renumber(order, this.currentSite.get().key());
	}

	private ContentItem requireItem(long id) {
		return this.items.findItem(id).orElseThrow(() -> new NoSuchItemException(ContentKind.PAGE));
	}

	private PageRow row(long id) {
		return this.items.pageRow(id).orElseThrow(() -> new NoSuchItemException(ContentKind.PAGE));
	}

}
