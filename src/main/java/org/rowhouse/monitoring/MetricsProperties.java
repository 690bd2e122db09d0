package org.rowhouse.monitoring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for metrics.
 *
 * @param maxSites how many sites get a metrics tag of their own: those that are asked for
 * first after a start; all others share the tag {@code other}. Each costs some kilobytes
 * here and a few time series in whatever stores them.
 */
@ConfigurationProperties("rowhouse.metrics")
record MetricsProperties(@DefaultValue("1000") int maxSites) {

}
