package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.PathRedirect.Origin;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The redirects of the bound site, for those who make them. Whoever changes something
 * raises the site's version first, which makes others wait until it is done.
 */
@Service
@Transactional
public class PathRedirects {

	private final PathRedirectRepository redirects;

	private final MissingPathRepository missing;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final Clock clock = Clock.systemUTC();

	PathRedirects(PathRedirectRepository redirects, MissingPathRepository missing, SiteVersions versions,
			CurrentSite currentSite) {
		this.redirects = redirects;
		this.missing = missing;
		this.versions = versions;
		this.currentSite = currentSite;
	}

	/**
	 * Lists redirects by path.
	 * @param query what the path or the target must contain, in any case; empty for all
	 * @param pageable which part of the list; its sort is not used
	 * @return one page of the list
	 */
	@Transactional(readOnly = true)
	public Page<PathRedirect> search(String query, Pageable pageable) {
		String pattern = "%" + Like.escape(query.strip().toLowerCase(Locale.ROOT)) + "%";
		return this.redirects
			.search(pattern,
					PageRequest.of(pageable.getPageNumber(), pageable.getPageSize(), Sort.by("fromPath", "coverage")))
			.map(PathRedirectEntity::toRedirect);
	}

	/**
	 * Lists redirects behind one, by path.
	 * @param query what path or target contains
	 * @param from the path of that one; empty for the beginning
	 * @param id its number
	 * @param size how many at most
	 * @return redirects
	 */
	@Transactional(readOnly = true)
	public List<PathRedirect> searchAfter(String query, String from, long id, int size) {
		String pattern = "%" + Like.escape(query.strip().toLowerCase(Locale.ROOT)) + "%";
		return this.redirects.searchAfter(pattern, from, id, PageRequest.of(0, size))
			.stream()
			.map(PathRedirectEntity::toRedirect)
			.toList();
	}

	/**
	 * Lists all redirects.
	 * @return the redirects by path
	 */
	@Transactional(readOnly = true)
	public List<PathRedirect> all() {
		return this.redirects.inOrder().stream().map(PathRedirectEntity::toRedirect).toList();
	}

	/**
	 * Finds a redirect.
	 * @param id its number
	 * @return the redirect, if the bound site has it
	 */
	@Transactional(readOnly = true)
	public Optional<PathRedirect> find(long id) {
		return this.redirects.findRedirect(id).map(PathRedirectEntity::toRedirect);
	}

	/**
	 * Finds a redirect by what it is for.
	 * @param from the path, as it is typed
	 * @param coverage whether for the path alone
	 * @return the redirect, if the bound site has it
	 */
	@Transactional(readOnly = true)
	public Optional<PathRedirect> find(String from, Coverage coverage) {
		String path = RedirectRules.valid(new RedirectDraft(from, coverage, "https://example.com/", true)).from();
		return all().stream()
			.filter((redirect) -> redirect.from().equals(path) && redirect.coverage() == coverage)
			.findFirst();
	}

	/**
	 * Tells which paths need no redirect, because a page or post is there.
	 * @param paths readable paths
	 * @return those of them that visitors can read
	 */
	@Transactional(readOnly = true)
	public Set<String> answered(Collection<String> paths) {
		Set<String> answered = new HashSet<>();
		List<String> pages = paths.stream().map((path) -> path.substring(Math.min(1, path.length()))).toList();
		if (!pages.isEmpty()) {
			this.redirects.answered(ContentKind.PAGE, pages).forEach((path) -> answered.add("/" + path));
		}
		List<String> slugs = paths.stream()
			.filter((path) -> path.startsWith("/posts/"))
			.map((path) -> path.substring("/posts/".length()))
			.toList();
		if (!slugs.isEmpty()) {
			this.redirects.answered(ContentKind.POST, slugs).forEach((slug) -> answered.add("/posts/" + slug));
		}
		return answered;
	}

	/**
	 * Makes a redirect.
	 * @param typed what somebody wrote
	 * @return the redirect
	 * @throws InvalidInputException for the fields {@code from} and {@code target}
	 */
	public PathRedirect add(RedirectDraft typed) {
		RedirectDraft draft = RedirectRules.valid(typed);
		this.versions.raise();
		List<PathRedirectEntity> present = this.redirects.inOrder();
		requireFitting(draft, null, present);
		if (present.size() >= RedirectRules.MAX) {
			throw new InvalidInputException("", "A site has at most " + RedirectRules.MAX
					+ " redirects. Delete some that nobody uses, or make one for a whole prefix.");
		}
		PathRedirectEntity saved = this.redirects.save(new PathRedirectEntity(draft, Origin.MADE, now()));
		this.missing.deleteCovered(draft.from(), (draft.coverage() == Coverage.PREFIX)
				? Like.escape((draft.from().equals("/")) ? "" : draft.from()) + "/%" : "");
		this.versions.changed("redirect.added", draft.from(), Map.of(), Map.of("target", draft.target()));
		return saved.toRedirect();
	}

	/**
	 * Changes a redirect.
	 * @param id its number
	 * @param typed what somebody wrote
	 * @return the redirect as it is now
	 * @throws InvalidInputException for the fields {@code from} and {@code target}
	 * @throws ConflictException if it stands in a file
	 * @throws NoSuchRedirectException if the site has no such redirect
	 */
	public PathRedirect change(long id, RedirectDraft typed) {
		RedirectDraft draft = RedirectRules.valid(typed);
		this.versions.raise();
		PathRedirectEntity redirect = requireOwn(id);
		requireFitting(draft, redirect, this.redirects.inOrder());
		PathRedirect before = redirect.toRedirect();
		redirect.write(draft, Origin.MADE);
		this.versions.changed("redirect.changed", draft.from(),
				Map.of("from", before.from(), "target", before.target()),
				Map.of("from", draft.from(), "target", draft.target()));
		this.redirects.save(redirect);
		this.redirects.flush();
		return redirect.toRedirect();
	}

	/**
	 * Deletes a redirect.
	 * @param id its number
	 * @throws ConflictException if it stands in a file
	 * @throws NoSuchRedirectException if the site has no such redirect
	 */
	public void delete(long id) {
		PathRedirect before = requireOwn(id).toRedirect();
		this.versions.raise();
		this.versions.changed("redirect.deleted", before.from(), Map.of("target", before.target()), Map.of());
		this.redirects.deleteAll(List.of(id));
	}

	/**
	 * Leaves a redirect behind where a page or post was, inside the running transaction.
	 * What led there leads to the new place; a redirect from the new place goes, since a
	 * page is there now. Does not raise the site's version, which whoever moves something
	 * has done before.
	 * @param fromPath where it was, from the root of the site, such as {@code /about}
	 * @param toPath where it is now
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void moved(String fromPath, String toPath) {
		if (!fromPath.equals(toPath) && !fromPath.equals("/")) {
			new MovedPaths(this.redirects, now()).moved(fromPath, toPath);
		}
	}

	/**
	 * Leaves a redirect behind where a page with all that is below it was, inside the
	 * running transaction: like {@link #moved}, for a whole branch of the tree.
	 * @param fromPath where its top was
	 * @param toPath where its top is now
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void movedTree(String fromPath, String toPath) {
		if (!fromPath.equals(toPath) && !fromPath.equals("/")) {
			new MovedPaths(this.redirects, now()).movedTree(fromPath, toPath);
		}
	}

	private void requireFitting(RedirectDraft draft, @Nullable PathRedirectEntity changed,
			List<PathRedirectEntity> present) {
		List<RedirectDraft> all = new ArrayList<>();
		for (PathRedirectEntity other : present) {
			if (other.equals(changed)) {
				continue;
			}
			if (draft.isForSameAs(other.toDraft())) {
				throw new InvalidInputException("from", "There is a redirect from " + draft.from() + " already, to "
						+ other.target() + ". Change that one.");
			}
			all.add(other.toDraft());
		}
		all.add(draft);
		Map<RedirectDraft, String> wrong = RedirectRules.loopsAndChains(all, List.of(draft));
		if (!wrong.isEmpty()) {
			throw new InvalidInputException("target", wrong.values().iterator().next());
		}
	}

	private PathRedirectEntity requireOwn(long id) {
		PathRedirectEntity redirect = this.redirects.findRedirect(id).orElseThrow(NoSuchRedirectException::new);
		if (redirect.origin() == Origin.FILE) {
			throw new ConflictException("This redirect stands in sites/" + this.currentSite.get().key()
					+ "/redirects.csv. Change it there.");
		}
		return redirect;
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
