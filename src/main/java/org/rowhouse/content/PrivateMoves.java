package org.rowhouse.content;

import java.util.List;
import java.util.Optional;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.site.SiteVersions;
import org.rowhouse.site.Worker;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps private what moves: a private branch goes along with the page that it begins at,
 * and only who decides about access takes a page to where others can read it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class PrivateMoves {

	private final SitePrivacy privacy;

	private final SiteVersions versions;

	private final Worker worker;

	PrivateMoves(SitePrivacy privacy, SiteVersions versions, Worker worker) {
		this.privacy = privacy;
		this.versions = versions;
		this.worker = worker;
	}

	/**
	 * Lets private branches follow a page, or refuses its move.
	 * @param from the path of the page as it was, a path inside the site
	 * @param to where it is now
	 * @param branch what has moved with it, as it was
	 * @param field the field that a message belongs to
	 * @throws InvalidInputException if a branch cannot follow, or if others could read
	 * what was private and the person at work does not decide about that
	 */
	void follow(String from, String to, List<PageRow> branch, String field) {
		// Locks the site's row: nobody makes anything private meanwhile.
		this.versions.raise();
		PrivateBranches before = this.privacy.read();
		if (before.isEmpty()) {
			return;
		}
		boolean home = from.equals(PrivateBranches.WHOLE);
		if (!home) {
			this.privacy.follow(from, to, field);
		}
		if (this.worker.decidesAboutAccess()) {
			return;
		}
		PrivateBranches after = this.privacy.read();
		requireAsPrivate(before, after, from, to, from, field);
		for (PageRow page : branch) {
			requireAsPrivate(before, after, from, to, Item.url(ContentKind.PAGE, page.path()), field);
		}
	}

	private static void requireAsPrivate(PrivateBranches before, PrivateBranches after, String from, String to,
			String path, String field) {
		Optional<String> was = before.of(path);
		if (was.isEmpty()) {
			return;
		}
		boolean along = !from.equals(PrivateBranches.WHOLE) && PrivateBranches.isAtOrBelow(was.get(), from);
		Optional<String> wanted = (along) ? was.map((branch) -> PrivateBranches.moved(branch, from, to)) : was;
		String target = PrivateBranches.moved(path, from, to);
		Optional<String> is = after.of(target);
		if (!is.equals(wanted)) {
			throw new InvalidInputException(field,
					path + " is private, and " + ((is.isEmpty()) ? "everybody" : "others") + " could read it at "
							+ target + ". Keep it in its branch, or ask an owner of the site to move it.");
		}
	}

}
