package org.rowhouse.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.rowhouse.site.Worker;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The requests to the bound site that failed last, in at most {@value #PER_SITE}
 * different ways, as they were at the last write.
 */
@Service
@Transactional
public class FailedRequests {

	/** So many different failures of a site are kept. */
	public static final int PER_SITE = 50;

	/**
	 * What is older is deleted: paths can tell more than a site's people want to keep.
	 */
	private static final Duration SHOWN = Duration.ofDays(30);

	private final FailedRequestRepository repository;

	private final Worker worker;

	private final Clock clock = Clock.systemUTC();

	FailedRequests(FailedRequestRepository repository, Worker worker) {
		this.worker = worker;
		this.repository = repository;
	}

	/**
	 * Lists what failed in the last 30 days. Who does not run the platform is not told
	 * the cause where no file of the site is to blame.
	 * @return at most {@value #PER_SITE} failures, the last one first
	 * @throws org.rowhouse.site.NoCurrentSiteException if no site is bound
	 */
	@Transactional(readOnly = true)
	public List<FailedRequest> recent() {
		Instant from = this.clock.instant().minus(SHOWN);
		List<FailedRequest> recent = new ArrayList<>();
		for (FailedRequestRow row : this.repository.newestFirst()) {
			FailedRequest failed = row.toFailedRequest();
			int same = indexOf(recent, failed);
			if (same >= 0) {
				recent.set(same, recent.get(same).and(failed));
			}
			else if (failed.last().isAfter(from)) {
				recent.add(failed);
			}
		}
		boolean inside = this.worker.seesAllSites();
		return recent.stream().limit(PER_SITE).map((failed) -> (inside) ? failed : failed.withoutInternals()).toList();
	}

	private static int indexOf(List<FailedRequest> failures, FailedRequest wanted) {
		for (int i = 0; i < failures.size(); i++) {
			if (failures.get(i).isLike(wanted)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Adds failures to those that are known, and forgets the oldest of too many and those
	 * of over 30 days ago. Other nodes that do the same wait. Two that see a failure for
	 * the first time at the same moment make a row each; whoever comes next makes one of
	 * them.
	 * @param failures what failed
	 */
	void add(List<FailedRequest> failures) {
		List<FailedRequestRow> rows = new ArrayList<>();
		List<FailedRequestRow> unneeded = new ArrayList<>();
		Instant from = this.clock.instant().minus(SHOWN);
		for (FailedRequestRow row : this.repository.lock()) {
			if (!row.lastSeen().isAfter(from)) {
				unneeded.add(row);
				continue;
			}
			FailedRequest failed = row.toFailedRequest();
			Optional<FailedRequestRow> same = like(rows, failed);
			same.ifPresentOrElse((first) -> {
				first.set(first.toFailedRequest().and(failed));
				unneeded.add(row);
			}, () -> rows.add(row));
		}
		List<FailedRequestRow> added = new ArrayList<>();
		for (FailedRequest failed : failures) {
			like(rows, failed).ifPresentOrElse((row) -> row.set(row.toFailedRequest().and(failed)), () -> {
				FailedRequestRow row = new FailedRequestRow(failed);
				rows.add(row);
				added.add(row);
			});
		}
		rows.sort(Comparator.comparing(FailedRequestRow::lastSeen).reversed());
		List<FailedRequestRow> tooMany = rows.subList(Math.min(PER_SITE, rows.size()), rows.size());
		added.removeAll(tooMany);
		tooMany.stream().filter((row) -> row.id() != null).forEach(unneeded::add);
		this.repository.saveAll(added);
		this.repository.deleteAll(unneeded);
	}

	/**
	 * Forgets what failed over 30 days ago.
	 * @return how many different failures that was
	 */
	int forgetOld() {
		return this.repository.deleteBefore(this.clock.instant().minus(SHOWN));
	}

	private static Optional<FailedRequestRow> like(List<FailedRequestRow> rows, FailedRequest failed) {
		return rows.stream().filter((row) -> row.toFailedRequest().isLike(failed)).findFirst();
	}

}
