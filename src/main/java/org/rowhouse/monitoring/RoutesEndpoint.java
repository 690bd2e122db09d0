package org.rowhouse.monitoring;

import java.util.List;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.RouteExplainer;
import org.rowhouse.site.UnknownHosts;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/routes}: which site a URL leads to, and which hosts people ask for
 * that nobody has. The metric counts these without their names, which anybody can choose.
 */
@Component
@Endpoint(id = "routes")
class RoutesEndpoint {

	private final RouteExplainer explainer;

	private final UnknownHosts unknownHosts;

	RoutesEndpoint(RouteExplainer explainer, UnknownHosts unknownHosts, MeterRegistry registry) {
		this.explainer = explainer;
		this.unknownHosts = unknownHosts;
		FunctionCounter.builder("rowhouse.unknown.host.requests", unknownHosts, UnknownHosts::requests)
			.description("Requests for hosts that no site has")
			.register(registry);
	}

	/**
	 * Explains a URL, or lists unknown hosts.
	 * @param url a URL, or nothing
	 */
	@ReadOperation
	Object routes(@Nullable String url) {
		if (url != null && !url.isBlank()) {
			return this.explainer.explain(url);
		}
		return new UnknownHostsBody(this.unknownHosts.requests(), this.unknownHosts.mostAsked());
	}

	/**
	 * What people ask for in vain.
	 *
	 * @param unknownHostRequests requests since the start
	 * @param unknownHosts the hosts that were asked for most often, at most 50
	 */
	record UnknownHostsBody(long unknownHostRequests, List<UnknownHosts.Frequency> unknownHosts) {

	}

}
