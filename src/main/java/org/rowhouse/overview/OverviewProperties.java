package org.rowhouse.overview;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the list of sites.
 *
 * @param measureInterval how often the storage of sites that have changed is measured
 * again, from {@code 1s} to {@code 1h}
 */
@ConfigurationProperties("rowhouse.overview")
record OverviewProperties(@DefaultValue("1m") Duration measureInterval) {

	OverviewProperties {
		if (measureInterval.compareTo(Duration.ofSeconds(1)) < 0
				|| measureInterval.compareTo(Duration.ofHours(1)) > 0) {
			throw new IllegalArgumentException("rowhouse.overview.measure-interval is between 1s and 1h.");
		}
	}

}
