package org.rowhouse.site;

import java.util.List;
import java.util.Map;

/**
 * Keeps what a file declares from being changed anywhere else.
 */
final class DeclaredSettings {

	private DeclaredSettings() {
	}

	/**
	 * Compares settings with those that a site's file declares. What is empty is taken
	 * for not typed.
	 * @param site a site with a folder
	 * @param wanted what somebody wants it to be
	 * @return what the file declares
	 * @throws ConflictException if something of that would be different
	 */
	static SiteSettings requireUnchanged(Site site, SiteSettings wanted) {
		SiteSettings present = site.own();
		for (Setting setting : site.origins().declared()) {
			if (wanted.has(setting) && !sameIn(setting, present, wanted)) {
				throw new ConflictException("'" + setting.key() + "' of '" + site.key() + "' comes from sites/"
						+ site.key() + "/site.yml. Change it there.");
			}
		}
		for (Map.Entry<String, String> option : site.origins().fileOptions().entrySet()) {
			String typed = wanted.options().get(option.getKey());
			// What was set before the file declared it lies below, and may stay there.
			boolean kept = typed != null && typed.equals(site.origins().ownOptions().get(option.getKey()));
			if (typed != null && !kept && !typed.equals(option.getValue())) {
				throw new ConflictException("The option '" + option.getKey() + "' of '" + site.key()
						+ "' comes from sites/" + site.key() + "/site.yml. Change it there.");
			}
		}
		return fileSettings(site, present);
	}

	private static boolean sameIn(Setting setting, SiteSettings present, SiteSettings wanted) {
		return switch (setting) {
			case NAME -> present.name().equals(wanted.name().strip());
			case TAGLINE -> present.tagline().equals(wanted.tagline().strip());
			case ADDRESSES -> patterns(present).equals(patterns(wanted));
			case THEME -> present.theme().equals(wanted.theme().strip());
			case LOCALE -> present.locale().equalsIgnoreCase(wanted.locale().strip());
			case TIME_ZONE -> present.timeZone().equals(wanted.timeZone().strip());
			case URL_SCHEME -> present.urlScheme().equals(wanted.urlScheme().strip());
			case URL_PORT -> present.urlPort().equals(wanted.urlPort().strip());
		};
	}

	/** Of roles only a redirect is told apart, as in the form. */
	private static List<String> patterns(SiteSettings settings) {
		return settings.addresses()
			.stream()
			.map((address) -> address.pattern() + (address.role().equalsIgnoreCase("redirect") ? " redirect" : ""))
			.toList();
	}

	private static SiteSettings fileSettings(Site site, SiteSettings present) {
		SettingOrigins origins = site.origins();
		return new SiteSettings(site.key(), origins.declares(Setting.NAME) ? present.name() : "",
				origins.declares(Setting.TAGLINE) ? present.tagline() : "",
				origins.declares(Setting.ADDRESSES) ? present.addresses() : List.of(),
				origins.declares(Setting.THEME) ? present.theme() : "",
				origins.declares(Setting.LOCALE) ? present.locale() : "",
				origins.declares(Setting.TIME_ZONE) ? present.timeZone() : "", origins.fileOptions(),
				origins.declares(Setting.URL_SCHEME) ? present.urlScheme() : "",
				origins.declares(Setting.URL_PORT) ? present.urlPort() : "");
	}

}
