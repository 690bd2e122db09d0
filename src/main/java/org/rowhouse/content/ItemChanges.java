package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What else changes when an item does, in the same transaction: pages below a page follow
 * it, private branches do, old paths lead to new ones, other sites that show it are
 * brought in step, and it is noted which snippets it shows.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class ItemChanges {

	private final PathRedirects redirects;

	private final PageBranches branches;

	private final SnippetUses snippets;

	private final ShareTasks shares;

	private final SiteVersions versions;

	private final AuthorRights rights;

	private final PrivateMoves privateMoves;

	private final Clock clock = Clock.systemUTC();

	ItemChanges(PathRedirects redirects, PageBranches branches, SnippetUses snippets, ShareTasks shares,
			SiteVersions versions, AuthorRights rights, PrivateMoves privateMoves) {
		this.privateMoves = privateMoves;
		this.rights = rights;
		this.redirects = redirects;
		this.branches = branches;
		this.snippets = snippets;
		this.shares = shares;
		this.versions = versions;
	}

	/**
	 * An item has been saved.
	 * @param item the item, in the database already
	 * @param pathBefore where it was; the same for a new one
	 * @throws InvalidInputException at {@code path}, if pages below it or private
	 * branches cannot follow, an author would move them, or others could read what was
	 * private
	 */
	void saved(ContentItem item, String pathBefore) {
		this.snippets.saved(List.of(item));
		this.shares.plan(List.of(ContentItems.id(item)));
		if (!item.path().equals(pathBefore)) {
			renamed(item, pathBefore);
		}
	}

	/** Items have been saved where they were. */
	void saved(Collection<ContentItem> items) {
		this.snippets.saved(items);
		this.shares.plan(items.stream().map(ContentItems::id).toList());
	}

	/**
	 * An item that repeats one of another site has been brought in step with it. What
	 * stands below it stays where it is.
	 * @param item the item, in the database already
	 * @param pathBefore where it was
	 */
	void repeated(ContentItem item, String pathBefore) {
		this.snippets.saved(List.of(item));
		if (!item.path().equals(pathBefore)) {
			redirect(item.state(), List.of(), Item.url(item.kind(), pathBefore), Item.url(item.kind(), item.path()));
		}
	}

	/** Items are about to be deleted. */
	void deleted(Collection<Long> ids) {
		this.snippets.deleted(ids);
		this.shares.plan(ids);
	}

	/** The bound site shows an item of another one no more. */
	void declined(Origin origin) {
		this.shares.decline(origin);
	}

	/**
	 * A page has been moved with everything below it.
	 * @param page the page as it was
	 * @param branch what stands below it, as it was
	 * @param to the new path of the page
	 * @throws InvalidInputException at {@code parent}, if private branches cannot follow,
	 * or others could read what was private
	 */
	void moved(PageRow page, List<PageRow> branch, String to) {
		List<Long> ids = new ArrayList<>(List.of(page.id()));
		branch.forEach((below) -> ids.add(below.id()));
		this.shares.plan(ids);
		String from = Item.url(ContentKind.PAGE, page.path());
		this.privateMoves.follow(from, Item.url(ContentKind.PAGE, to), branch, "parent");
		redirect(page.state(), branch, from, Item.url(ContentKind.PAGE, to));
	}

	private void renamed(ContentItem item, String before) {
		ContentState state = item.state();
		String from = Item.url(item.kind(), before);
		String to = Item.url(item.kind(), item.path());
		List<PageRow> branch = (item.kind() == ContentKind.PAGE && !before.isEmpty()) ? this.branches.below(before)
				: List.of();
		List<PageRow> others = branch.stream().filter((page) -> page.id() != ContentItems.id(item)).toList();
		if (!others.isEmpty()) {
			this.rights.requireMoveOfOthers("path");
			Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
			this.branches.requireFree(others, before, item.path(), "path");
			this.branches.follow(others, before, item.path(), now);
			this.shares.plan(others.stream().map(PageRow::id).toList());
		}
		if (item.kind() == ContentKind.PAGE) {
			this.privateMoves.follow(from, to, others, "path");
		}
		redirect(state, others, from, to);
	}

	/**
	 * What nobody could have seen needs no way to it. Whoever changes redirects locks the
	 * site's row first, so that nobody who holds the one waits for the other.
	 */
	private void redirect(ContentState state, List<PageRow> branch, String from, String to) {
		if (!wasSeen(state) && branch.stream().noneMatch((page) -> wasSeen(page.state()))) {
			return;
		}
		this.versions.raise();
		if (branch.isEmpty()) {
			this.redirects.moved(from, to);
		}
		else {
			this.redirects.movedTree(from, to);
		}
	}

	private static boolean wasSeen(ContentState state) {
		return state == ContentState.PUBLISHED || state == ContentState.ARCHIVED;
	}

}
