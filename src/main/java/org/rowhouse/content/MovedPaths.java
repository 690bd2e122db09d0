package org.rowhouse.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PathRedirect.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redirects that pages leave behind when they move. Redirects of files stay as they are:
 * what they lead to is followed when somebody asks for it.
 */
final class MovedPaths {

	private static final Logger logger = LoggerFactory.getLogger(MovedPaths.class);

	private final PathRedirectRepository redirects;

	private final List<PathRedirectEntity> present;

	private final List<Long> gone = new ArrayList<>();

	private final Instant now;

	MovedPaths(PathRedirectRepository redirects, Instant now) {
		this.redirects = redirects;
		this.present = new ArrayList<>(redirects.inOrder());
		this.now = now;
	}

	void moved(String from, String to) {
		remove(find(to, Coverage.EXACT));
		for (PathRedirectEntity redirect : List.copyOf(this.present)) {
			String path = SitePath.pathOf(redirect.target());
			if (redirect.coverage() == Coverage.EXACT && path.equals(from)) {
				lead(redirect, to + redirect.target().substring(path.length()));
			}
			else if (isPrefixInto(redirect, path, from)) {
				put(SitePath.moved(from, path, redirect.fromPath()), Coverage.EXACT, to, false);
			}
		}
		put(from, Coverage.EXACT, to, true);
		finish();
	}

	void movedTree(String from, String to) {
		remove(find(to, Coverage.EXACT));
		remove(find(to, Coverage.PREFIX));
		remove(find(from, Coverage.EXACT));
		for (PathRedirectEntity redirect : List.copyOf(this.present)) {
			String path = SitePath.pathOf(redirect.target());
			if (path.startsWith("/") && SitePath.isAtOrBelow(path, from)) {
				lead(redirect, SitePath.moved(path, from, to) + redirect.target().substring(path.length()));
			}
			else if (isPrefixInto(redirect, path, from)) {
				put(SitePath.moved(from, path, redirect.fromPath()), Coverage.PREFIX, to, false);
			}
		}
		put(from, Coverage.PREFIX, to, true);
		finish();
	}

	private static boolean isPrefixInto(PathRedirectEntity redirect, String target, String path) {
		return redirect.coverage() == Coverage.PREFIX && target.startsWith("/") && SitePath.isAtOrBelow(path, target)
				&& !SitePath.isAtOrBelow(path, redirect.fromPath());
	}

	private void lead(PathRedirectEntity redirect, String target) {
		if (redirect.origin() == Origin.FILE) {
			return;
		}
		if (SitePath.pathOf(target).equals(redirect.fromPath())) {
			remove(redirect);
		}
		else {
			redirect.leadTo(target);
		}
	}

	private void put(String from, Coverage coverage, String to, boolean instead) {
		PathRedirectEntity present = find(from, coverage);
		if (from.equals(to) || (present != null && (!instead || present.origin() == Origin.FILE))) {
			return;
		}
		RedirectDraft draft = new RedirectDraft(from, coverage, to, true);
		if (present != null) {
			present.write(draft, Origin.MOVED);
		}
		else if (this.present.size() >= RedirectRules.MAX) {
			logger.warn("The site has {} redirects already: none is left at {}", this.present.size(), from);
		}
		else {
			this.present.add(this.redirects.save(new PathRedirectEntity(draft, Origin.MOVED, this.now)));
		}
	}

	private @Nullable PathRedirectEntity find(String from, Coverage coverage) {
		return this.present.stream()
			.filter((redirect) -> redirect.fromPath().equals(from) && redirect.coverage() == coverage)
			.findFirst()
			.orElse(null);
	}

	private void remove(@Nullable PathRedirectEntity redirect) {
		Long id = (redirect != null) ? redirect.id() : null;
		if (redirect != null && id != null && redirect.origin() != Origin.FILE) {
			this.present.remove(redirect);
			this.gone.add(id);
		}
	}

	private void finish() {
		this.redirects.flush();
		if (!this.gone.isEmpty()) {
			this.redirects.deleteAll(this.gone);
		}
	}

}
