package org.rowhouse.site;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What holds for every site that does not set it itself: what
 * {@code platform/site-defaults.yml} declares, and below that what is built in.
 */
@Component
public class SiteDefaults {

	private static final Values BUILT_IN = new Values("", null, null, null, null, null, Map.of());

	private final ThemeNames themes;

	private volatile Values values = BUILT_IN;

	SiteDefaults(ThemeNames themes) {
		this.themes = themes;
	}

	/**
	 * Replaces the defaults. Sites that are in memory have the old ones until
	 * {@link Sites#reload} is called.
	 * @param typed what was written; empty where nothing was. Key, name and addresses are
	 * not used: no two sites share them.
	 * @return whether anything is different now
	 * @throws InvalidInputException if something in it is wrong; nothing has changed then
	 */
	public synchronized boolean set(SiteSettings typed) {
		Values read = read(typed);
		boolean changed = !read.equals(this.values);
		this.values = read;
		return changed;
	}

	/**
	 * Checks defaults without setting them.
	 * @param typed what was written
	 * @throws InvalidInputException if something in it is wrong
	 */
	public void check(SiteSettings typed) {
		read(typed);
	}

	private Values read(SiteSettings typed) {
		Map<String, String> errors = new LinkedHashMap<>();
		SettingRules.checkText(errors, Setting.TAGLINE.key(), typed.tagline(), 0, SettingRules.MAX_TAGLINE);
		String theme = typed.theme().strip();
		if (!theme.isEmpty()) {
			SettingRules.checkTheme(errors, theme, this.themes.names());
		}
		String locale = typed.locale().strip();
		String zone = typed.timeZone().strip();
		SettingRules.checkOptions(errors, typed.options());
		Values read = new Values(typed.tagline().strip(), (theme.isEmpty()) ? null : theme,
				(locale.isEmpty()) ? null : SettingRules.locale(errors, locale),
				(zone.isEmpty()) ? null : SettingRules.timeZone(errors, zone),
				SettingRules.scheme(errors, typed.urlScheme().strip()),
				SettingRules.port(errors, typed.urlPort().strip()), Map.copyOf(typed.options()));
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return read;
	}

	/**
	 * Tells whether a default comes from the file.
	 * @param setting a setting
	 * @return false if the file says nothing about it, so that the built-in default holds
	 */
	public boolean declare(Setting setting) {
		Values now = this.values;
		return switch (setting) {
			case TAGLINE -> !now.tagline().isEmpty();
			case THEME -> now.theme() != null;
			case LOCALE -> now.locale() != null;
			case TIME_ZONE -> now.timeZone() != null;
			case URL_SCHEME -> now.urlScheme() != null;
			case URL_PORT -> now.urlPort() != null;
			case NAME, ADDRESSES -> false;
		};
	}

	/**
	 * Tells where a default comes from.
	 * @param setting a setting
	 * @return the file, or what is built in
	 */
	public SettingOrigin originOf(Setting setting) {
		return declare(setting) ? SettingOrigin.DEFAULTS_FILE : SettingOrigin.BUILT_IN;
	}

	/**
	 * Tells where the value of a setting of a site comes from.
	 * @param site a site
	 * @param setting a setting
	 * @return its file, what was set in the admin UI, or where its default comes from
	 */
	public SettingOrigin originOf(Site site, Setting setting) {
		if (site.origins().declares(setting)) {
			return SettingOrigin.SITE_FILE;
		}
		return site.origins().inherits(setting) ? originOf(setting) : SettingOrigin.ADMIN;
	}

	/**
	 * Returns what holds where nobody sets something for a site itself.
	 * @param key the key of the site
	 * @return the defaults as they would be typed; empty where there is none, as for the
	 * name, and for the beginning of URLs, which is the platform's then
	 */
	public SiteSettings asSettings(String key) {
		Values now = this.values;
		Integer port = now.urlPort();
		return new SiteSettings(key, "", now.tagline(),
				List.of(new SiteSettings.TypedAddress(AddressValidator.defaultAddress(key), "")),
				or(now.theme(), ThemeNames.BUILT_IN), or(now.locale(), Locale.ENGLISH).toLanguageTag(),
				or(now.timeZone(), SettingRules.UTC).getId(), now.options(), or(now.urlScheme(), ""),
				(port != null) ? port.toString() : "");
	}

	/**
	 * Returns the theme of sites that set none.
	 * @return the name of the one that the file declares, or else of the built-in one
	 */
	public String theme() {
		return or(this.values.theme(), ThemeNames.BUILT_IN);
	}

	/**
	 * Returns the options that the file declares.
	 * @return texts by name
	 */
	public Map<String, String> options() {
		return this.values.options();
	}

	Values values() {
		return this.values;
	}

	/**
	 * A site in which nothing is left to the defaults.
	 * @param own what was set for the site itself, with {@code null} or an empty text for
	 * the rest
	 * @return the site with what holds for it
	 */
	Site complete(Own own) {
		Values now = this.values;
		SettingOrigins origins = own.origins();
		return new Site(own.id(), own.key(), own.name(), (own.tagline().isEmpty()) ? now.tagline() : own.tagline(),
				or(own.theme(), or(now.theme(), ThemeNames.BUILT_IN)),
				or(own.locale(), or(now.locale(), Locale.ENGLISH)),
				or(own.timeZone(), or(now.timeZone(), SettingRules.UTC)), own.state(), own.version(), own.addresses(),
				merged(now.options(), origins.ownOptions(), origins.fileOptions()), own.folder(),
				(own.urlScheme() != null) ? own.urlScheme() : now.urlScheme(),
				(own.urlPort() != null) ? own.urlPort() : now.urlPort(), origins);
	}

	private static <T> T or(@Nullable T value, T fallback) {
		return (value != null) ? value : fallback;
	}

	/** Most sites have none of their own, and share one map then. */
	private static Map<String, String> merged(Map<String, String> defaults, Map<String, String> own,
			Map<String, String> file) {
		if (own.isEmpty() && file.isEmpty()) {
			return defaults;
		}
		Map<String, String> all = new LinkedHashMap<>(defaults);
		all.putAll(own);
		all.putAll(file);
		return Map.copyOf(all);
	}

	/**
	 * What the file declares; {@code null} or empty where it says nothing.
	 */
	record Values(String tagline, @Nullable String theme, @Nullable Locale locale, @Nullable ZoneId timeZone,
			@Nullable String urlScheme, @Nullable Integer urlPort, Map<String, String> options) {

	}

	/**
	 * What is set for one site itself.
	 */
	record Own(long id, String key, String name, String tagline, @Nullable String theme, @Nullable Locale locale,
			@Nullable ZoneId timeZone, SiteState state, long version, List<Address> addresses, boolean folder,
			@Nullable String urlScheme, @Nullable Integer urlPort, SettingOrigins origins) {

	}

}
