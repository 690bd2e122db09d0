package org.rowhouse.overview;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.traffic.DayTraffic;
import org.rowhouse.traffic.TrafficHistory;

import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/**
 * Lists sites with what there is to know of each. Sites are in memory; what was counted
 * and measured of all of them is read with two queries, however many are on the page.
 */
@Service
public class SiteOverviews {

	private final SiteResolver resolver;

	private final TrafficHistory traffic;

	private final SiteMeasures measures;

	private final HealthCheck check;

	private final SiteLabels labels;

	SiteOverviews(SiteResolver resolver, TrafficHistory traffic, SiteMeasures measures, HealthCheck check,
			SiteLabels labels) {
		this.resolver = resolver;
		this.traffic = traffic;
		this.measures = measures;
		this.check = check;
		this.labels = labels;
	}

	/**
	 * Lists sites.
	 * @param visible which sites there are for whoever asks; of all others nothing is
	 * told, not even their number
	 * @param criteria which of them
	 * @param sort by what
	 * @param reversed whether from the other end
	 * @param part which part of the list; its sort is not used
	 * @return that part
	 */
	public SiteList list(Predicate<Site> visible, SiteCriteria criteria, SiteSort sort, boolean reversed,
			Pageable part) {
		Totals totals = new Totals(this.labels);
		List<SiteOverview> found = find(visible, criteria, sort, reversed, totals);
		int from = (int) Math.min(part.getOffset(), found.size());
		int to = Math.min(from + part.getPageSize(), found.size());
		return new SiteList(new PageImpl<>(found.subList(from, to), part, found.size()), totals.toSummary());
	}

	/**
	 * Finds sites, all of them at once.
	 * @param visible which sites there are for whoever asks
	 * @param criteria which of them
	 * @return the sites by name
	 */
	public List<Site> find(Predicate<Site> visible, SiteCriteria criteria) {
		return find(visible, criteria, SiteSort.NAME, false, new Totals(this.labels)).stream()
			.map(SiteOverview::site)
			.toList();
	}

	private List<SiteOverview> find(Predicate<Site> visible, SiteCriteria criteria, SiteSort sort, boolean reversed,
			Totals totals) {
		Map<Long, DayTraffic> days = this.traffic.days();
		Map<Long, Measured> measured = this.measures.all();
		Predicate<Site> wanted = criteria.toFilter(this.labels);
		List<Named> found = new ArrayList<>();
		for (Site site : this.resolver.all()) {
			if (visible.test(site)) {
				SiteOverview overview = this.check.of(site, days.getOrDefault(site.id(), DayTraffic.none(site.id())),
						measured.get(site.id()));
				totals.add(overview);
				if (criteria.includes(overview.health()) && wanted.test(site)) {
					found.add(new Named(site.name().toLowerCase(Locale.ROOT), overview));
				}
			}
		}
		found.sort(Comparator.comparing(Named::overview, sort.comparator(reversed))
			.thenComparing((sort == SiteSort.NAME && reversed) ? Named.BY_NAME.reversed() : Named.BY_NAME));
		return found.stream().map(Named::overview).toList();
	}

	/**
	 * A site and the text by which its name is sorted.
	 *
	 * @param name in lower case
	 * @param overview the site
	 */
	private record Named(String name, SiteOverview overview) {

		private static final Comparator<Named> BY_NAME = Comparator.comparing(Named::name)
			.thenComparing((named) -> named.overview().site().key());

	}

	/** What all sites come to that somebody may know of. */
	private static final class Totals {

		private final SiteLabels labels;

		private final Set<String> themes = new TreeSet<>();

		private final Map<String, Integer> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

		private int sites;

		private int attention;

		private int failing;

		private long requests;

		private long serverErrors;

		Totals(SiteLabels labels) {
			this.labels = labels;
		}

		void add(SiteOverview overview) {
			this.sites++;
			this.attention += (overview.health() == SiteHealth.ATTENTION) ? 1 : 0;
			this.failing += (overview.health() == SiteHealth.FAILING) ? 1 : 0;
			this.requests += overview.day().requests();
			this.serverErrors += overview.day().serverErrors();
			this.themes.add(overview.site().theme());
			this.labels.tags(overview.site()).forEach((tag) -> this.tags.merge(tag, 1, Integer::sum));
		}

		SiteList.Summary toSummary() {
			return new SiteList.Summary(this.sites, this.attention, this.failing, this.requests, this.serverErrors,
					List.copyOf(this.themes), Collections.unmodifiableMap(this.tags));
		}

	}

}
