package org.rowhouse.cache;

import java.util.Map;

import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.NoCurrentSiteException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteVersions;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is kept of the answers of a site, here and on the way, as those see it who look
 * after the site.
 */
@Service
public class SiteCaches {

	private final CurrentSite currentSite;

	private final SiteVersions versions;

	private final CdnProperties properties;

	private final SurrogateKeys keys;

	SiteCaches(CurrentSite currentSite, SiteVersions versions, CdnProperties properties, SurrogateKeys keys) {
		this.currentSite = currentSite;
		this.versions = versions;
		this.properties = properties;
		this.keys = keys;
	}

	/**
	 * Lets everything that is kept of the bound site be made again, and the CDN forget
	 * it. Browsers keep what they have as long as they were told.
	 * @throws NoCurrentSiteException if no site is bound
	 */
	@Transactional
	public void empty() {
		this.versions.raise();
		this.versions.changed("site.caches-emptied", this.currentSite.get().key(), Map.of(), Map.of());
	}

	/**
	 * Tells whether a CDN hears of changes.
	 * @return whether {@code rowhouse.cdn.purge-url} is set
	 */
	public boolean tellsCdn() {
		return this.properties.purges();
	}

	/**
	 * Returns the header with the tags of a site.
	 * @param site the site
	 * @return the line, such as {@code Surrogate-Key: garden rowhouse:all}; empty if
	 * answers have none
	 */
	public String tags(Site site) {
		return this.keys.headers(site, null)
			.stream()
			.map((header) -> header.name() + ": " + header.value())
			.findFirst()
			.orElse("");
	}

}
