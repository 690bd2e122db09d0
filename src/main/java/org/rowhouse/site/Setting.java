package org.rowhouse.site;

/**
 * A setting of a site that may be set for the site itself or come from the platform's
 * defaults.
 */
public enum Setting {

	/** What visitors read. Every site has its own. */
	NAME("name"),

	/** A line below the name. */
	TAGLINE("tagline"),

	/** How the site is reached. */
	ADDRESSES("addresses"),

	/** How it looks. */
	THEME("theme"),

	/** The language and country of its texts, dates and numbers. */
	LOCALE("locale"),

	/** The zone of its dates. */
	TIME_ZONE("timeZone"),

	/** How its canonical URLs begin. */
	URL_SCHEME("urlScheme"),

	/** The port in its canonical URLs. */
	URL_PORT("urlPort");

	private final String key;

	Setting(String key) {
		this.key = key;
	}

	/**
	 * Returns what the setting is called in {@code site.yml} and in the API.
	 * @return its key
	 */
	public String key() {
		return this.key;
	}

}
