package org.rowhouse.site;

/**
 * Where the value of a setting comes from.
 */
public enum SettingOrigin {

	/** The {@code site.yml} of the site declares it. */
	SITE_FILE("site.yml"),

	/** It was set for this site in the admin UI or by the API. */
	ADMIN("admin"),

	/** Nobody set it for this site; {@code platform/site-defaults.yml} does for all. */
	DEFAULTS_FILE("site-defaults.yml"),

	/** Nobody set it at all. */
	BUILT_IN("built-in");

	private final String key;

	SettingOrigin(String key) {
		this.key = key;
	}

	/**
	 * Returns what the origin is called in the API.
	 * @return its key
	 */
	public String key() {
		return this.key;
	}

}
