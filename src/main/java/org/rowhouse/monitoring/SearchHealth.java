package org.rowhouse.monitoring;

import org.rowhouse.search.SearchStatus;
import org.rowhouse.search.SearchUpkeep;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The search index in {@code /actuator/health}. Sites work without it, so that it makes
 * nothing unhealthy: while it cannot be searched, its state is unknown.
 */
@Component("search")
class SearchHealth implements HealthIndicator {

	private final SearchUpkeep upkeep;

	SearchHealth(SearchUpkeep upkeep) {
		this.upkeep = upkeep;
	}

	@Override
	public Health health() {
		SearchStatus status = this.upkeep.status();
		return ((status.open()) ? Health.up() : Health.unknown()).withDetail("documents", status.documents())
			.withDetail("bytes", status.bytes())
			.withDetail("sites", status.sites())
			.withDetail("sitesBehind", status.sitesBehind())
			.withDetail("sitesFailing", status.sitesFailing())
			.build();
	}

}
