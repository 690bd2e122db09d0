package org.rowhouse.monitoring;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Limit;
import org.rowhouse.site.Limits;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteUsage;
import org.rowhouse.traffic.FailedRequest;
import org.rowhouse.traffic.SinceStart;
import org.rowhouse.traffic.TrafficCounters;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/sites}: every site and how it is doing since the start.
 */
@Component
@Endpoint(id = "sites")
class SitesEndpoint {

	private final SiteResolver sites;

	private final SiteProblems problems;

	private final TrafficCounters traffic;

	private final SiteLimits limits;

	private final SiteUsage usage;

	private final Refusals refusals;

	SitesEndpoint(SiteResolver sites, SiteProblems problems, TrafficCounters traffic, SiteLimits limits,
			SiteUsage usage, Refusals refusals) {
		this.sites = sites;
		this.problems = problems;
		this.traffic = traffic;
		this.limits = limits;
		this.usage = usage;
		this.refusals = refusals;
	}

	@ReadOperation
	Map<String, Object> sites() {
		List<SiteStatus> all = Stream.concat(this.sites.all().stream().map(this::status), foldersWithoutSite())
			.sorted(Comparator.comparing(SiteStatus::key))
			.toList();
		return Map.of("sites", all);
	}

	@ReadOperation
	@Nullable SiteStatus site(@Selector String key) {
		return this.sites.find(key)
			.map(this::status)
			.or(() -> foldersWithoutSite().filter((folder) -> folder.key().equals(key)).findFirst())
			.orElse(null);
	}

	private Stream<SiteStatus> foldersWithoutSite() {
		return this.problems.all()
			.entrySet()
			.stream()
			.filter((entry) -> this.sites.find(entry.getKey()).isEmpty())
			.map((entry) -> new SiteStatus(entry.getKey(), "", "broken", 0, List.of(), entry.getValue(), 0, 0, null, 0,
					0, null));
	}

	private SiteStatus status(Site site) {
		SinceStart figures = this.traffic.of(site);
		return new SiteStatus(site.key(), site.name(), site.state().name().toLowerCase(Locale.ROOT), site.version(),
				site.addresses().stream().map((address) -> address.pattern().display()).toList(),
				this.problems.of(site.key()), figures.requests(), figures.errors(), LastError.of(figures.lastFailure()),
				figures.meanMillis(), figures.p99Millis(), limits(site));
	}

	private LimitsStatus limits(Site site) {
		Map<String, String> amounts = new LinkedHashMap<>();
		Limits now = this.limits.of(site);
		for (Limit limit : Limit.values()) {
			amounts.put(limit.field(), limit.format(now.of(limit)));
		}
		Map<String, Long> refused = new LinkedHashMap<>();
		this.refusals.of(site).forEach((reason, count) -> refused.put(reason.key(), count));
		return new LimitsStatus(amounts, this.usage.requests(site), refused);
	}

	/**
	 * A site as Actuator shows it.
	 *
	 * @param key its key
	 * @param name its name
	 * @param state active, suspended, archived or broken
	 * @param version its version
	 * @param addresses how it is reached, the primary address first
	 * @param problems mistakes in its folder
	 * @param requests answered since the start
	 * @param errors of these, failed with a status of 500 or above
	 * @param lastError the last of those
	 * @param meanMillis mean time to answer
	 * @param p99Millis 99th percentile of the time to answer
	 * @param limits what it may use and does use; {@code null} for a folder that is no
	 * site
	 */
	record SiteStatus(String key, String name, String state, long version, List<String> addresses,
			List<SiteProblem> problems, long requests, long errors, @Nullable LastError lastError, double meanMillis,
			double p99Millis, @Nullable LimitsStatus limits) {

	}

	/**
	 * A failed request.
	 *
	 * @param at when
	 * @param method the HTTP method
	 * @param path the path
	 * @param status the status
	 * @param message what went wrong and where
	 */
	record LastError(Instant at, String method, String path, int status, String message) {

		static @Nullable LastError of(@Nullable FailedRequest failed) {
			return (failed != null) ? new LastError(failed.last(), failed.method(), failed.path(), failed.status(),
					new RequestFailure(failed.errorId(), failed.cause(), failed.file(), failed.line()).toString())
					: null;
		}

	}

	/**
	 * A site and its limits.
	 *
	 * @param limits what it may use
	 * @param requests what it is doing right now
	 * @param rejected how often it met a limit since the start, by reason
	 */
	record LimitsStatus(Map<String, String> limits, SiteUsage.Requests requests, Map<String, Long> rejected) {

	}

}
