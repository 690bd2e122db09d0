package org.rowhouse.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What visitors of the bound site asked for and nobody has, as it was a few seconds ago.
 * At most a few hundred paths are kept; those asked for least recently go.
 */
@Service
@Transactional
public class MissingPaths {

	/** So many pages and posts are compared with a missing path. */
	private static final int CANDIDATES = 2000;

	private final MissingPathRepository missing;

	private final PathRedirectRepository redirects;

	MissingPaths(MissingPathRepository missing, PathRedirectRepository redirects) {
		this.missing = missing;
		this.redirects = redirects;
	}

	/**
	 * Lists missing paths, those asked for most often first.
	 * @param ignored whether those that somebody ignores, or the others
	 * @param pageable which part of the list; its sort is not used
	 * @return one page of the list
	 */
	@Transactional(readOnly = true)
	public Page<MissingPath> list(boolean ignored, Pageable pageable) {
		Sort order = Sort.by(Sort.Order.desc("hits"), Sort.Order.desc("lastSeen"), Sort.Order.asc("path"));
		return this.missing.list(ignored, PageRequest.of(pageable.getPageNumber(), pageable.getPageSize(), order))
			.map(MissingPathEntity::toMissingPath);
	}

	/**
	 * Finds what only scanners asked for.
	 * @return all of it as one
	 */
	@Transactional(readOnly = true)
	public Optional<MissingPath> ofScanners() {
		return this.missing.at(List.of("")).stream().map(MissingPathEntity::toMissingPath).findFirst();
	}

	/**
	 * Counts the paths that are listed.
	 * @param ignored whether those that somebody ignores, or the others
	 * @return how many there are
	 */
	@Transactional(readOnly = true)
	public long count(boolean ignored) {
		return this.missing.count(ignored);
	}

	/**
	 * Guesses which page was meant.
	 * @param paths missing paths
	 * @return paths of pages and posts that visitors can read, by missing path; none
	 * where nothing is near
	 */
	@Transactional(readOnly = true)
	public Map<String, String> suggestions(List<String> paths) {
		if (paths.isEmpty()) {
			return Map.of();
		}
		List<String> urls = new ArrayList<>();
		for (Object[] row : this.redirects.published(PageRequest.of(0, CANDIDATES))) {
			urls.add(Item.url((ContentKind) row[0], (String) row[1]));
		}
		SimilarPaths similar = new SimilarPaths(urls);
		Map<String, String> suggestions = new HashMap<>();
		paths.forEach((path) -> similar.nearest(path).ifPresent((url) -> suggestions.put(path, url)));
		return suggestions;
	}

	/**
	 * Hides a missing path, or shows it again.
	 * @param id its number
	 * @param ignore whether to hide it
	 * @throws NoSuchRedirectException if the site has no such missing path
	 */
	public void ignore(long id, boolean ignore) {
		this.missing.findMissing(id).orElseThrow(NoSuchRedirectException::new).ignore(ignore);
	}

	/** Forgets all missing paths but those that somebody ignores. */
	public void clear() {
		this.missing.clear();
	}

}
