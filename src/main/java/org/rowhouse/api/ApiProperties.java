package org.rowhouse.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The REST API.
 *
 * @param requestsPerMinute requests of one person in a minute, with tokens or without; 0
 * for no limit
 */
@ConfigurationProperties("rowhouse.api")
record ApiProperties(@DefaultValue("6000") int requestsPerMinute) {

	ApiProperties {
		if (requestsPerMinute < 0) {
			throw new IllegalArgumentException("rowhouse.api.requests-per-minute is 0 or more.");
		}
	}

}
