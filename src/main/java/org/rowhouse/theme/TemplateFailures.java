package org.rowhouse.theme;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

/**
 * The last template mistakes of each site that visitors ran into, since the start. The
 * same mistake again counts up. Memory is bounded: {@value #PER_SITE} for each of the
 * {@value #SITES} sites that failed last.
 */
@Component
public class TemplateFailures {

	private static final int PER_SITE = 20;

	private static final int SITES = 1000;

	private static final int MAX_PATH = 200;

	private final Cache<Long, Deque<Failure>> bySite = Caffeine.newBuilder().maximumSize(SITES).build();

	private final Clock clock = Clock.systemUTC();

	/**
	 * Notes a mistake.
	 * @param siteId the site's id, which no site has again
	 * @param id the error id that the visitor was shown
	 * @param path the path of the request
	 * @param mistake what is wrong where
	 */
	public void add(long siteId, String id, String path, TemplateMistake mistake) {
		String shown = (path.length() > MAX_PATH) ? path.substring(0, MAX_PATH) + "…" : path;
		this.bySite.asMap().compute(siteId, (key, before) -> {
			Deque<Failure> failures = (before != null) ? new ArrayDeque<>(before) : new ArrayDeque<>();
			long count = 1 + removeSame(failures, mistake);
			failures.addFirst(new Failure(id, this.clock.instant(), shown, mistake, count));
			while (failures.size() > PER_SITE) {
				failures.removeLast();
			}
			return failures;
		});
	}

	private static long removeSame(Deque<Failure> failures, TemplateMistake mistake) {
		for (Iterator<Failure> all = failures.iterator(); all.hasNext();) {
			Failure failure = all.next();
			if (failure.mistake().isSameAs(mistake)) {
				all.remove();
				return failure.count();
			}
		}
		return 0;
	}

	/**
	 * Lists the failures of a site.
	 * @param siteId the site's id
	 * @return the last first
	 */
	public List<Failure> of(long siteId) {
		Deque<Failure> failures = this.bySite.getIfPresent(siteId);
		return (failures != null) ? List.copyOf(failures) : List.of();
	}

	/**
	 * A mistake that a visitor ran into.
	 *
	 * @param id the error id of the last time
	 * @param last when that was
	 * @param path the path of the request that time
	 * @param mistake what is wrong where
	 * @param count how often it happened
	 */
	public record Failure(String id, Instant last, String path, TemplateMistake mistake, long count) {

	}

}
