package org.rowhouse.content;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Worker;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets what stands below a page follow it to another path. All or nothing: a branch with
 * a page that cannot follow stays where it is, and so must the page.
 */
@Service
class PageBranches {

	/** So many paths are looked up at once. */
	private static final int CHUNK = 500;

	private final ContentItemRepository items;

	private final CurrentSite currentSite;

	private final Worker worker;

	PageBranches(ContentItemRepository items, CurrentSite currentSite, Worker worker) {
		this.items = items;
		this.currentSite = currentSite;
		this.worker = worker;
	}

	/**
	 * Lists what stands below a path.
	 * @param path of a page that is not the home page
	 * @return pages by path
	 */
	List<PageRow> below(String path) {
		return this.items.branch(Like.escape(path) + "/%");
	}

	/**
	 * Refuses what could not be done. Nothing is written.
	 * @param branch what stands below the page
	 * @param from where the page is
	 * @param to where it is to be
	 * @param field the field that a message belongs to
	 * @throws InvalidInputException if it cannot be there
	 */
	void requireFree(List<PageRow> branch, String from, String to, String field) {
		if (to.startsWith(from + "/")) {
			throw new InvalidInputException(field,
					"A page cannot stand below itself. Choose one that is not below this page.");
		}
		for (PageRow page : branch) {
			String file = whyFixed(page.source(), page.originSiteId());
			if (file != null) {
				throw new InvalidInputException(field, "'" + page.title() + "' stands below this page and " + file
						+ ", so neither can move. Move it there first.");
			}
			String mistake = DraftValidator.mistakeIn(moved(page.path(), from, to));
			if (mistake != null) {
				throw new InvalidInputException(field,
						"'" + page.title() + "' stands below this page and cannot follow it. " + mistake);
			}
		}
		Set<String> leaving = new HashSet<>(List.of(from));
		branch.forEach((page) -> leaving.add(page.path()));
		List<String> wanted = branch.stream().map((page) -> moved(page.path(), from, to)).toList();
		for (int i = 0; i < wanted.size(); i += CHUNK) {
			requireNobodyAt(wanted.subList(i, Math.min(wanted.size(), i + CHUNK)), leaving, field);
		}
	}

	private void requireNobodyAt(Collection<String> paths, Set<String> leaving, String field) {
		this.items.pageRowsAt(paths)
			.stream()
			.filter((page) -> !leaving.contains(page.path()))
			.findFirst()
			.ifPresent((page) -> {
				throw new InvalidInputException(field, "'" + page.title() + "' is at /" + page.path()
						+ " already, where a page below this one would go. Move one of them first.");
			});
	}

	/**
	 * Moves what stands below a page. The page itself must be there already. Where the
	 * new place is above the old one, a page can go where another one of the branch is;
	 * PostgreSQL checks that row by row, so shorter paths, which make room, go first.
	 * @param branch what stands below the page
	 * @param from where the page was
	 * @param to where it is now
	 * @param now the time
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	void follow(List<PageRow> branch, String from, String to, Instant now) {
		String below = Like.escape(from) + "/%";
		String who = this.worker.name();
		if (from.startsWith(to + "/")) {
			branch.stream()
				.map((page) -> page.path().length())
				.distinct()
				.sorted()
				.forEach((length) -> this.items.moveBelow(below, length, length, to, from.length() + 1, now, who));
		}
		else {
			this.items.moveBelow(below, 0, Integer.MAX_VALUE, to, from.length() + 1, now, who);
		}
	}

	/**
	 * Tells why a page cannot be moved here.
	 * @param source the file that it comes from, or {@code null}
	 * @param originSiteId the site that shares it, or {@code null}
	 * @return the rest of a sentence that begins with its title, or {@code null} if it
	 * can
	 */
	@Nullable String whyFixed(@Nullable String source, @Nullable Long originSiteId) {
		if (source != null) {
			return "comes from sites/" + this.currentSite.get().key() + "/" + source;
		}
		return (originSiteId != null) ? "is shared by another site" : null;
	}

	private static String moved(String path, String from, String to) {
		return to + path.substring(from.length());
	}

}
