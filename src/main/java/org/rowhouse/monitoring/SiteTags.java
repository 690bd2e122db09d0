package org.rowhouse.monitoring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * The values of the metrics tag {@code site}. They are bounded: keys of sites that exist,
 * up to a limit, and {@code other} beyond it. What a client sent is never among them.
 */
@Component
class SiteTags {

	static final String NAME = "site";

	private static final String OTHER = "other";

	private final Set<String> tagged = ConcurrentHashMap.newKeySet();

	private final int maxSites;

	SiteTags(MetricsProperties properties) {
		this.maxSites = properties.maxSites();
	}

	/**
	 * Returns the tag of a site.
	 * @param key the key of a site that exists
	 * @return the key, or {@code other}
	 */
	String of(String key) {
		boolean known = this.tagged.contains(key) || (this.tagged.size() < this.maxSites && this.tagged.add(key));
		return (known) ? key : OTHER;
	}

}
