package org.rowhouse.api;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.traffic.FailedRequest;
import org.rowhouse.traffic.FailedRequests;
import org.rowhouse.traffic.Traffic;
import org.rowhouse.traffic.TrafficFigures;
import org.rowhouse.traffic.TrafficHistory;
import org.rowhouse.traffic.TrafficRange;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was asked of a site and what failed, in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.SEE_SITE)
@RequestMapping("/api/sites/{key}")
class TrafficApiController {

	private final Sites sites;

	private final CurrentSite currentSite;

	private final TrafficHistory history;

	private final FailedRequests failedRequests;

	TrafficApiController(Sites sites, CurrentSite currentSite, TrafficHistory history, FailedRequests failedRequests) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.history = history;
		this.failedRequests = failedRequests;
	}

	@GetMapping("/traffic")
	TrafficBody traffic(@PathVariable String key, @RequestParam(defaultValue = "24h") String range) {
		TrafficRange wanted = TrafficRange.of(range)
			.orElseThrow(() -> new InvalidInputException("range",
					"'range' is one of "
							+ Stream.of(TrafficRange.values()).map(TrafficRange::word).collect(Collectors.joining(", "))
							+ "."));
		Site site = require(key);
		Traffic traffic = this.history.of(site, wanted);
		return new TrafficBody(site.key(), wanted.word(), site.timeZone().getId(), FiguresBody.of(traffic.total()),
				traffic.periods()
					.stream()
					.map((period) -> new PeriodBody(period.from(), period.to(), FiguresBody.of(period.figures())))
					.toList());
	}

	@GetMapping("/errors")
	ErrorList errors(@PathVariable String key) {
		return this.currentSite.call(require(key),
				() -> new ErrorList(this.failedRequests.recent().stream().map(ErrorBody::of).toList()));
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	/**
	 * What was asked of a site.
	 *
	 * @param site its key
	 * @param range how far back
	 * @param timeZone in which days and their quarters begin
	 * @param total everything
	 * @param periods from the oldest to the running one
	 */
	record TrafficBody(String site, String range, String timeZone, FiguresBody total, List<PeriodBody> periods) {

	}

	/** What was asked in some time. */
	record PeriodBody(Instant from, Instant to, FiguresBody figures) {

	}

	/** As {@link TrafficFigures}; what a cache answered is absent while there is none. */
	record FiguresBody(long requests, long clientErrors, long serverErrors, long bytes, long notModified,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long cached, @Nullable Double meanMillis,
			@Nullable Double p50Millis, @Nullable Double p99Millis, long answeringMillis, long renderingMillis,
			long databaseMillis) {

		static FiguresBody of(TrafficFigures figures) {
			return new FiguresBody(figures.requests(), figures.clientErrors(), figures.serverErrors(), figures.bytes(),
					figures.notModified(), (figures.cached() > 0) ? figures.cached() : null, figures.meanMillis(),
					figures.p50Millis(), figures.p99Millis(), figures.answeringMillis(), figures.renderingMillis(),
					figures.databaseMillis());
		}

	}

	/** What failed, the last one first. */
	record ErrorList(List<ErrorBody> errors) {

	}

	/**
	 * A request that failed.
	 *
	 * @param last when it failed last
	 * @param method the HTTP method
	 * @param path the path, without the query
	 * @param status the HTTP status
	 * @param cause what was wrong
	 * @param file the template or other file that is to blame, if one is
	 * @param line the line there, if it is known
	 * @param errorId what the visitor was shown the last time; empty if nothing was
	 * @param times how often it failed
	 */
	record ErrorBody(Instant last, String method, String path, int status, String cause, @Nullable String file,
			@Nullable Integer line, String errorId, long times) {

		static ErrorBody of(FailedRequest failed) {
			return new ErrorBody(failed.last(), failed.method(), failed.path(), failed.status(), failed.cause(),
					failed.file(), failed.line(), failed.errorId(), failed.times());
		}

	}

}
