package org.rowhouse.content;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.rowhouse.content.PathRedirect.Origin;
import org.rowhouse.content.RedirectCsv.InvalidCsvException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.SiteVersions;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over many redirects of the bound site at once, all or nothing: from an uploaded
 * file, and from the file in the site's folder.
 */
@Service
@Transactional
public class RedirectImport {

	private final PathRedirectRepository redirects;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final Clock clock = Clock.systemUTC();

	RedirectImport(PathRedirectRepository redirects, SiteVersions versions, CurrentSite currentSite) {
		this.redirects = redirects;
		this.versions = versions;
		this.currentSite = currentSite;
	}

	/**
	 * Tells what an import would do.
	 * @param csv the text of a file
	 * @param replace whether redirects that are not in it go
	 * @return what would change
	 * @throws InvalidCsvException with all mistakes by line
	 */
	@Transactional(readOnly = true)
	public Summary check(String csv, boolean replace) {
		return new Plan(RedirectCsv.read(csv), replace).summary();
	}

	/**
	 * Imports a file. Redirects that are in the site's folder stay.
	 * @param csv the text of a file
	 * @param replace whether redirects that are not in it go
	 * @return what has changed
	 * @throws InvalidCsvException with all mistakes by line; nothing has changed then
	 */
	public Summary run(String csv, boolean replace) {
		Map<Long, RedirectDraft> lines = RedirectCsv.read(csv);
		this.versions.raise();
		Plan plan = new Plan(lines, replace);
		plan.changed.forEach((row, draft) -> row.write(draft, Origin.MADE));
		this.redirects.flush();
		delete(plan.removed);
		this.versions.changed("redirects.imported", "redirects", Map.of(),
				Map.of("added", String.valueOf(plan.added.size()), "changed", String.valueOf(plan.changed.size()),
						"removed", String.valueOf(plan.removed.size())));
		Instant now = now();
		this.redirects
			.saveAll(plan.added.stream().map((draft) -> new PathRedirectEntity(draft, Origin.MADE, now)).toList());
		return plan.summary();
	}

	/**
	 * Makes the redirects of files the same as those that the site's folder declares,
	 * inside the running transaction. What was made elsewhere for the same paths gives
	 * way. Does not raise the site's version, which whoever began the transaction does.
	 * @param declared the redirects, checked by {@link RedirectCsv#read}
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void declare(Collection<RedirectDraft> declared) {
		Map<String, PathRedirectEntity> present = byKey(this.redirects.inOrder());
		List<PathRedirectEntity> added = new ArrayList<>();
		Set<String> kept = new HashSet<>();
		Instant now = now();
		for (RedirectDraft draft : declared) {
			String key = key(draft);
			kept.add(key);
			PathRedirectEntity row = present.get(key);
			if (row != null) {
				row.write(draft, Origin.FILE);
			}
			else {
				added.add(new PathRedirectEntity(draft, Origin.FILE, now));
			}
		}
		List<PathRedirectEntity> removed = new ArrayList<>();
		present.forEach((key, row) -> {
			if (row.origin() == Origin.FILE && !kept.contains(key)) {
				removed.add(row);
			}
		});
		this.redirects.flush();
		delete(removed);
		this.redirects.saveAll(added);
	}

	/**
	 * Notes that all redirects stand in the site's folder now, inside the running
	 * transaction. Nothing else changes.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void exported() {
		this.redirects.inOrder().forEach((row) -> row.write(row.toDraft(), Origin.FILE));
		this.redirects.flush();
	}

	private void delete(List<PathRedirectEntity> rows) {
		List<Long> ids = new ArrayList<>();
		for (PathRedirectEntity row : rows) {
			if (row.id() != null) {
				ids.add(row.id());
			}
		}
		if (!ids.isEmpty()) {
			this.redirects.deleteAll(ids);
		}
	}

	private static Map<String, PathRedirectEntity> byKey(List<PathRedirectEntity> rows) {
		Map<String, PathRedirectEntity> byKey = new HashMap<>();
		rows.forEach((row) -> byKey.put(key(row.toDraft()), row));
		return byKey;
	}

	private static String key(RedirectDraft draft) {
		return draft.coverage() + draft.from();
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * What an import changes.
	 *
	 * @param added redirects for paths that had none
	 * @param changed redirects that lead elsewhere from now on
	 * @param same redirects that are there as they are in the file
	 * @param removed redirects that go
	 */
	public record Summary(int added, int changed, int same, int removed) {

	}

	/** Compares a file with what is there. */
	private final class Plan {

		private final List<RedirectDraft> added = new ArrayList<>();

		private final Map<PathRedirectEntity, RedirectDraft> changed = new HashMap<>();

		private final List<PathRedirectEntity> removed = new ArrayList<>();

		private int same;

		Plan(Map<Long, RedirectDraft> lines, boolean replace) {
			Map<String, PathRedirectEntity> others = byKey(RedirectImport.this.redirects.inOrder());
			Map<Long, String> mistakes = new TreeMap<>();
			lines.forEach((line, draft) -> {
				PathRedirectEntity row = others.remove(key(draft));
				if (row == null) {
					this.added.add(draft);
				}
				else if (row.toDraft().equals(draft)) {
					this.same++;
				}
				else if (row.origin() == Origin.FILE) {
					mistakes.put(line,
							"The redirect from " + draft.from() + " stands in sites/"
									+ RedirectImport.this.currentSite.get().key() + "/redirects.csv and leads to "
									+ row.target() + ". Change it there.");
				}
				else {
					this.changed.put(row, draft);
				}
			});
			List<RedirectDraft> all = new ArrayList<>(lines.values());
			others.values().forEach((row) -> {
				if (replace && row.origin() != Origin.FILE) {
					this.removed.add(row);
				}
				else {
					all.add(row.toDraft());
				}
			});
			requireFitting(lines, all, mistakes);
		}

		private void requireFitting(Map<Long, RedirectDraft> lines, List<RedirectDraft> all,
				Map<Long, String> mistakes) {
			if (all.size() > RedirectRules.MAX) {
				mistakes.put(1L, "The site would have " + all.size() + " redirects, and has at most "
						+ RedirectRules.MAX + ". One with 'prefix' may do for many.");
			}
			else {
				Map<RedirectDraft, String> wrong = RedirectRules.loopsAndChains(all, List.copyOf(lines.values()));
				lines.forEach((line, draft) -> {
					if (wrong.containsKey(draft)) {
						mistakes.putIfAbsent(line, String.valueOf(wrong.get(draft)));
					}
				});
			}
			if (!mistakes.isEmpty()) {
				throw new InvalidCsvException(mistakes);
			}
		}

		Summary summary() {
			return new Summary(this.added.size(), this.changed.size(), this.same, this.removed.size());
		}

	}

}
