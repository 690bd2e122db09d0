package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Setting;
import org.rowhouse.site.SettingOrigin;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.theme.Theme;
import org.rowhouse.theme.Themes;

import org.springframework.stereotype.Component;

/**
 * Says of each setting what holds for a site and where that comes from.
 */
@Component
class SettingViews {

	private final SiteDefaults defaults;

	private final Themes themes;

	private final AdminWords words;

	SettingViews(SiteDefaults defaults, Themes themes, AdminWords words) {
		this.words = words;
		this.defaults = defaults;
		this.themes = themes;
	}

	/**
	 * Describes all settings.
	 * @param site a site, or {@code null} for one that is not there yet
	 * @return what to show, by the setting's key
	 */
	Map<String, SettingView> of(@Nullable Site site) {
		SiteSettings fallbacks = this.defaults.asSettings((site != null) ? site.key() : "<key>");
		Map<String, SettingView> views = new LinkedHashMap<>();
		for (Setting setting : Setting.values()) {
			views.put(setting.key(), view(site, setting, fallback(setting, fallbacks)));
		}
		return views;
	}

	private SettingView view(@Nullable Site site, Setting setting, String fallback) {
		String from = fileOr(this.defaults.originOf(setting), "");
		String choice = "Default (" + ((fallback.isEmpty()) ? "" : fallback + ", ")
				+ (this.defaults.declare(setting) ? "from " + from : from) + ")";
		if (site == null) {
			return new SettingView(label(setting), fallback, false, null, null, fallback, choice);
		}
		SettingOrigin origin = this.defaults.originOf(site, setting);
		String shown = fileOr(origin, site.key());
		String note = switch (origin) {
			case SITE_FILE -> "From " + shown + ". Change it there.";
			case ADMIN -> (setting == Setting.NAME || fallback.isEmpty()) ? "Set here." : "Set here. " + choice + ".";
			case DEFAULTS_FILE -> "Default, from " + shown + ".";
			case BUILT_IN -> "Default, built in.";
		};
		boolean locked = origin == SettingOrigin.SITE_FILE || site.state() == SiteState.BROKEN;
		return new SettingView(label(setting), value(site, setting, fallback), locked, shown, note, fallback, choice);
	}

	private static String label(Setting setting) {
		return switch (setting) {
			case NAME -> "Name";
			case TAGLINE -> "Tagline";
			case ADDRESSES -> "Addresses";
			case THEME -> "Theme";
			case LOCALE -> "Language";
			case TIME_ZONE -> "Time zone";
			case URL_SCHEME -> "Scheme";
			case URL_PORT -> "Port";
		};
	}

	private static String fileOr(SettingOrigin origin, String key) {
		return switch (origin) {
			case SITE_FILE -> "sites/" + key + "/site.yml";
			case ADMIN -> "set here";
			case DEFAULTS_FILE -> "platform/site-defaults.yml";
			case BUILT_IN -> "built in";
		};
	}

	private String fallback(Setting setting, SiteSettings defaults) {
		return switch (setting) {
			case NAME -> "";
			case TAGLINE -> defaults.tagline();
			case ADDRESSES -> defaults.addresses().get(0).pattern();
			case THEME -> title(defaults.theme());
			case LOCALE -> language(defaults.locale());
			case TIME_ZONE -> defaults.timeZone();
			case URL_SCHEME -> (defaults.urlScheme().isEmpty()) ? this.words.text("as the server’s settings say")
					: defaults.urlScheme();
			case URL_PORT -> (defaults.urlPort().isEmpty()) ? this.words.text("the usual one") : defaults.urlPort();
		};
	}

	private String value(Site site, Setting setting, String fallback) {
		String port = (site.urlPort() != null) ? site.urlPort().toString() : fallback;
		return switch (setting) {
			case NAME -> site.name();
			case TAGLINE -> site.tagline();
			case ADDRESSES -> site.addresses().stream().map(SiteForm::line).collect(Collectors.joining("\n"));
			case THEME -> title(site.theme());
			case LOCALE -> language(site.locale().toLanguageTag());
			case TIME_ZONE -> site.timeZone().getId();
			case URL_SCHEME -> (site.urlScheme() != null) ? site.urlScheme() : fallback;
			case URL_PORT -> port;
		};
	}

	private String title(String name) {
		return this.themes.all()
			.stream()
			.filter((theme) -> theme.name().equals(name))
			.map(Theme::title)
			.findFirst()
			.orElse(name);
	}

	private static String language(String tag) {
		return Locale.forLanguageTag(tag).getDisplayName(LocalFormat.locale()) + " – " + tag;
	}

}
