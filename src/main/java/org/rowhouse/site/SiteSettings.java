package org.rowhouse.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person or a file says about a site, as it was typed. {@link Sites} checks it.
 *
 * @param key the site's key
 * @param name what visitors read
 * @param tagline a line below the name; may be empty
 * @param addresses how it is reached; empty means {@code <key>.localhost}
 * @param theme a theme's name; empty: the platform's default
 * @param locale a BCP 47 language tag; empty: the platform's default
 * @param timeZone an IANA time zone; empty: the platform's default
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

	/** Nothing is set. */
	static SiteSettings none(String key) {
		return new SiteSettings(key, "", "", List.of(), "", "", "", Map.of());
	}

	/**
	 * Tells whether a setting is there.
	 * @param setting a setting
	 * @return false if nothing was typed
	 */
	public boolean has(Setting setting) {
		return switch (setting) {
			case NAME -> !this.name.isBlank();
			case TAGLINE -> !this.tagline.isBlank();
			case ADDRESSES -> !this.addresses.isEmpty();
			case THEME -> !this.theme.isBlank();
			case LOCALE -> !this.locale.isBlank();
			case TIME_ZONE -> !this.timeZone.isBlank();
			case URL_SCHEME -> !this.urlScheme.isBlank();
			case URL_PORT -> !this.urlPort.isBlank();
		};
	}

	/**
	 * What a file declares goes before what somebody typed elsewhere.
	 * @param others what was typed elsewhere
	 * @return these settings, and for those that are not here the others; of options the
	 * others alone, since those of a file are kept apart
	 */
	public SiteSettings orElse(SiteSettings others) {
		return new SiteSettings(this.key, has(Setting.NAME) ? this.name : others.name,
				has(Setting.TAGLINE) ? this.tagline : others.tagline,
				has(Setting.ADDRESSES) ? this.addresses : others.addresses,
				has(Setting.THEME) ? this.theme : others.theme, has(Setting.LOCALE) ? this.locale : others.locale,
				has(Setting.TIME_ZONE) ? this.timeZone : others.timeZone, others.options,
				has(Setting.URL_SCHEME) ? this.urlScheme : others.urlScheme,
				has(Setting.URL_PORT) ? this.urlPort : others.urlPort);
	}

	SiteSettings withoutOptions(Set<String> names) {
		Map<String, String> rest = new LinkedHashMap<>(this.options);
		rest.keySet().removeAll(names);
		return withOptions(rest);
	}

	/**
	 * Returns the same settings with other options.
	 * @param newOptions texts by name
	 * @return the settings
	 */
	public SiteSettings withOptions(Map<String, String> newOptions) {
		return new SiteSettings(this.key, this.name, this.tagline, this.addresses, this.theme, this.locale,
				this.timeZone, newOptions, this.urlScheme, this.urlPort);
	}

	/**
	 * Returns the same settings with no more roles than a person would write: the first
	 * address is the primary and every other an alias without being called so.
	 * @return the settings
	 */
	public SiteSettings withoutUsualRoles() {
		List<TypedAddress> plain = this.addresses.stream()
			.map((address) -> new TypedAddress(address.pattern(),
					(address.role().equals("redirect")) ? "redirect" : ""))
			.toList();
		return new SiteSettings(this.key, this.name, this.tagline, plain, this.theme, this.locale, this.timeZone,
				this.options, this.urlScheme, this.urlPort);
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
