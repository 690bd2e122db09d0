package org.rowhouse.site;

import java.util.List;
import java.util.Map;

/**
 * What a person or a file says about a site, as it was typed. {@link Sites} checks it.
 *
 * @param key the site's key
 * @param name what visitors read
 * @param tagline a line below the name; may be empty
 * @param addresses how it is reached; empty means {@code <key>.localhost}
 * @param theme a theme's name; empty means {@code plain}
 * @param locale a BCP 47 language tag; empty means {@code en}
 * @param timeZone an IANA time zone; empty means {@code UTC}
 * @param options texts for its templates
 * @param urlScheme {@code http} or {@code https} in canonical URLs; empty: as the
 * platform's
 * @param urlPort the port in canonical URLs; empty: the usual one
 */
public record SiteSettings(String key, String name, String tagline, List<TypedAddress> addresses, String theme,
		String locale, String timeZone, Map<String, String> options, String urlScheme, String urlPort) {

	/**
	 * Settings of a site whose canonical URLs begin as the platform's do.
	 * @param key the site's key
	 * @param name what visitors read
	 * @param tagline a line below the name
	 * @param addresses how it is reached
	 * @param theme a theme's name
	 * @param locale a BCP 47 language tag
	 * @param timeZone an IANA time zone
	 * @param options texts for its templates
	 */
	public SiteSettings(String key, String name, String tagline, List<TypedAddress> addresses, String theme,
			String locale, String timeZone, Map<String, String> options) {
		this(key, name, tagline, addresses, theme, locale, timeZone, options, "", "");
	}

	/**
	 * An address as it was typed.
	 *
	 * @param pattern host and path prefix
	 * @param role {@code primary}, {@code alias}, {@code redirect}, or empty: then the
	 * first is the primary and every other an alias
	 */
	public record TypedAddress(String pattern, String role) {

	}

}
