package org.rowhouse.monitoring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.site.Route;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Tags the metrics of HTTP requests with the key of the site. The tag's values are
 * bounded: keys of sites that exist, up to a limit; {@code other} beyond it;
 * {@code unknown} where no site answered. What the client sent is never among them.
 */
@Component
class SiteObservationConvention extends DefaultServerRequestObservationConvention {

	private static final String TAG = "site";

	private static final KeyValue UNKNOWN = KeyValue.of(TAG, "unknown");

	private static final KeyValue OTHER = KeyValue.of(TAG, "other");

	private final Set<String> tagged = ConcurrentHashMap.newKeySet();

	private final int maxSites;

	SiteObservationConvention(MetricsProperties properties) {
		this.maxSites = properties.maxSites();
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
		String key = route.site().key();
		boolean known = this.tagged.contains(key) || (this.tagged.size() < this.maxSites && this.tagged.add(key));
		return (known) ? KeyValue.of(TAG, key) : OTHER;
	}

}
