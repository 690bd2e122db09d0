package org.rowhouse.traffic;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the counting of requests.
 *
 * @param writeInterval how often what was counted is written to the database, from
 * {@code 1s} to {@code 1h}. It is what is lost at most when the process is killed; when
 * it is stopped nothing is.
 */
@ConfigurationProperties("rowhouse.traffic")
record TrafficProperties(@DefaultValue("1m") Duration writeInterval) {

	TrafficProperties {
		if (writeInterval.compareTo(Duration.ofSeconds(1)) < 0 || writeInterval.compareTo(Duration.ofHours(1)) > 0) {
			throw new IllegalArgumentException("rowhouse.traffic.write-interval is between 1s and 1h.");
		}
	}

}
