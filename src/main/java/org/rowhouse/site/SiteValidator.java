package org.rowhouse.site;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Turns what was typed about a site into a {@link Site}, or says at each field what is
 * wrong with it.
 */
@Component
class SiteValidator {

	private final SiteResolver resolver;

	private final ThemeNames themes;

	private final AddressValidator addresses;

	private final SiteDefaults defaults;

	SiteValidator(SiteResolver resolver, ThemeNames themes, AddressValidator addresses, SiteDefaults defaults) {
		this.resolver = resolver;
		this.themes = themes;
		this.addresses = addresses;
		this.defaults = defaults;
	}

	/**
	 * Checks settings.
	 * @param settings what was typed; what is empty comes from the defaults
	 * @param existing the site that they are for, or {@code null} for a new one
	 * @param file what of it a file declares, or {@code null} if there is none
	 * @return a site with the identity of the existing one, or with the id 0
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	Site validate(SiteSettings settings, @Nullable Site existing, @Nullable SiteSettings file) {
		Map<String, String> errors = new LinkedHashMap<>();
		Map<String, String> parts = new LinkedHashMap<>();
		String key = settings.key().strip();
		checkKey(errors, key, existing);
		SettingRules.checkText(errors, "name", settings.name(), 1, SettingRules.MAX_NAME);
		SettingRules.checkText(errors, "tagline", settings.tagline(), 0, SettingRules.MAX_TAGLINE);
		List<Address> checked = this.addresses.validate(errors, parts, settings.addresses(), key, existing);
		String theme = settings.theme().strip();
		if (!theme.isEmpty()) {
			SettingRules.checkTheme(errors, theme, this.themes.names());
		}
		String locale = settings.locale().strip();
		String zone = settings.timeZone().strip();
		Map<String, String> fileOptions = (file != null) ? Map.copyOf(file.options()) : Map.of();
		SettingRules.checkOptions(errors, settings.options());
		SettingRules.checkOptions(errors, fileOptions);
		SiteDefaults.Own own = new SiteDefaults.Own((existing != null) ? existing.id() : 0, key,
				settings.name().strip(), settings.tagline().strip(), (theme.isEmpty()) ? null : theme,
				(locale.isEmpty()) ? null : SettingRules.locale(errors, locale),
				(zone.isEmpty()) ? null : SettingRules.timeZone(errors, zone),
				(existing != null) ? existing.state() : SiteState.ACTIVE, (existing != null) ? existing.version() : 0,
				checked, file != null, SettingRules.scheme(errors, settings.urlScheme().strip()),
				SettingRules.port(errors, settings.urlPort().strip()),
				new SettingOrigins((file != null) ? settingsIn(file) : Set.of(), inheritedIn(settings), fileOptions,
						Map.copyOf(settings.options())));
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors, parts);
		}
		return this.defaults.complete(own);
	}

	boolean isTheme(String name) {
		return this.themes.names().contains(name);
	}

	/** Whether a site has a key, also one that nobody sees yet. */
	boolean isTaken(String key) {
		return this.resolver.find(key).isPresent() || this.addresses.isTaken(key);
	}

	private void checkKey(Map<String, String> errors, String key, @Nullable Site existing) {
		if (!Site.isKey(key)) {
			errors.put("key", "A key has 1 to 63 lower case letters, digits and hyphens and does not begin with a"
					+ " hyphen, such as corner-shop.");
		}
		else if (existing == null && isTaken(key)) {
			errors.put("key", "There is a site with the key '" + key + "' already. Choose another one.");
		}
	}

	private static Set<Setting> settingsIn(SiteSettings file) {
		Set<Setting> declared = EnumSet.noneOf(Setting.class);
		for (Setting setting : Setting.values()) {
			if (file.has(setting)) {
				declared.add(setting);
			}
		}
		return declared;
	}

	private static Set<Setting> inheritedIn(SiteSettings settings) {
		Set<Setting> inherited = EnumSet.copyOf(SettingOrigins.WITH_DEFAULT);
		inherited.removeIf(settings::has);
		return inherited;
	}

}
