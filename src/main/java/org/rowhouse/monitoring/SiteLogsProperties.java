package org.rowhouse.monitoring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the logs of sites.
 *
 * @param enabled whether warnings and errors about a site are written to
 * {@code data/sites/<key>/logs/site.log} besides the log of the platform. A site's logs
 * are a few megabytes at most, and go when the site is deleted.
 */
@ConfigurationProperties("rowhouse.site-logs")
record SiteLogsProperties(@DefaultValue("true") boolean enabled) {

}
