package org.rowhouse.monitoring;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.site.Route;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Tags the metrics of HTTP requests with the key of the site, as {@link SiteTags} gives
 * it; {@code unknown} where no site answered.
 */
@Component
class SiteObservationConvention extends DefaultServerRequestObservationConvention {

	private static final KeyValue UNKNOWN = KeyValue.of(SiteTags.NAME, "unknown");

	private final SiteTags tags;

	SiteObservationConvention(SiteTags tags) {
		this.tags = tags;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
		return super.getLowCardinalityKeyValues(context).and(site(context));
	}

	private KeyValue site(ServerRequestObservationContext context) {
		HttpServletRequest request = context.getCarrier();
		if (request == null || !(request.getAttribute(Route.class.getName()) instanceof Route route)) {
			return UNKNOWN;
		}
		return KeyValue.of(SiteTags.NAME, this.tags.of(route.site().key()));
	}

}
