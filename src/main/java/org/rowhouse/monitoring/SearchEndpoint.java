package org.rowhouse.monitoring;

import org.rowhouse.search.SearchStatus;
import org.rowhouse.search.SearchUpkeep;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/search}: how the search index of this node is. A POST makes it again,
 * for all sites or for the one whose key follows.
 */
@Component
@Endpoint(id = "search")
class SearchEndpoint {

	private final SearchUpkeep upkeep;

	SearchEndpoint(SearchUpkeep upkeep) {
		this.upkeep = upkeep;
	}

	@ReadOperation
	SearchStatus status() {
		return this.upkeep.status();
	}

	@WriteOperation
	void rebuildAll() {
		this.upkeep.rebuildAll();
	}

	@WriteOperation
	void rebuild(@Selector String key) {
		this.upkeep.rebuild(key);
	}

}
