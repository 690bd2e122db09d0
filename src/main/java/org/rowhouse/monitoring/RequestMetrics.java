package org.rowhouse.monitoring;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.Site;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatus.Series;
import org.springframework.stereotype.Component;

/**
 * The metric {@code http.server.requests} with the tags that Spring Boot gives it, and
 * the site, {@code unknown} where none answered. It is taken where requests end, since
 * those that are answered out of the page cache do not come as far as Spring's own.
 */
@Component
class RequestMetrics implements CompletedRequest.Listener {

	private static final String NAME = "http.server.requests";

	private static final String NO_SITE = "unknown";

	private static final String UNKNOWN = "UNKNOWN";

	/** Clients can make up others. */
	private static final Set<String> METHODS = Arrays.stream(HttpMethod.values())
		.map(HttpMethod::name)
		.collect(Collectors.toUnmodifiableSet());

	private final ObjectProvider<MeterRegistry> registry;

	private final SiteTags tags;

	private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();

	RequestMetrics(ObjectProvider<MeterRegistry> registry, SiteTags tags) {
		this.registry = registry;
		this.tags = tags;
	}

	@Override
	public void onCompleted(CompletedRequest request) {
		Site site = request.site();
		Tags now = new Tags((site != null) ? this.tags.of(site.key()) : NO_SITE,
				(METHODS.contains(request.method())) ? request.method() : UNKNOWN, request.status(),
				request.effort().mapping(), request.failure() != null);
		Timer known = this.timers.get(now);
		((known != null) ? known : this.timers.computeIfAbsent(now, this::timer)).record(request.duration());
	}

	private Timer timer(Tags tags) {
		Series series = Series.resolve(tags.status());
		String failed = (tags.failed()) ? "failure" : "none";
		return Timer.builder(NAME)
			.tag(SiteTags.NAME, tags.site())
			.tag("method", tags.method())
			.tag("status", Integer.toString(tags.status()))
			.tag("outcome", (series != null) ? series.name().replace("SUCCESSFUL", "SUCCESS") : UNKNOWN)
			.tag("uri", uri(tags, series))
			.tag("exception", failed)
			.tag("error", failed)
			.register(this.registry.getObject());
	}

	private static String uri(Tags tags, @Nullable Series series) {
		if (!tags.mapping().isEmpty()) {
			return (tags.mapping().equals("/")) ? "root" : tags.mapping();
		}
		return (series == Series.REDIRECTION) ? series.name()
				: (tags.status() == HttpStatus.NOT_FOUND.value()) ? HttpStatus.NOT_FOUND.name() : UNKNOWN;
	}

	/**
	 * What timers are told apart by. All of it is bounded.
	 *
	 * @param site a tag, or that there is none
	 * @param method a usual method, or that it is none
	 * @param status the HTTP status
	 * @param mapping the pattern of the handler; may be empty
	 * @param failed whether something went wrong on the server
	 */
	private record Tags(String site, String method, int status, String mapping, boolean failed) {

	}

}
