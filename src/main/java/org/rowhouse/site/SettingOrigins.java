package org.rowhouse.site;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the settings of a site come from: its file, the admin UI, or the defaults.
 *
 * @param declared the settings that its {@code site.yml} declares; nobody can change
 * these anywhere else
 * @param inherited the settings that nobody set for this site, so that defaults hold
 * @param fileOptions the options that its {@code site.yml} declares
 * @param ownOptions the options that were set in the admin UI or by the API
 */
public record SettingOrigins(Set<Setting> declared, Set<Setting> inherited, Map<String, String> fileOptions,
		Map<String, String> ownOptions) {

	/** Everything was set in the admin UI. */
	public static final SettingOrigins NONE = new SettingOrigins(Set.of(), Set.of(), Map.of(), Map.of());

	/** The settings that have a default. */
	static final Set<Setting> WITH_DEFAULT = Set.copyOf(EnumSet.complementOf(EnumSet.of(Setting.NAME)));

	/** Of a folder that has never been read nothing is known. */
	static final SettingOrigins BROKEN = new SettingOrigins(Set.of(Setting.NAME), WITH_DEFAULT, Map.of(), Map.of());

	/**
	 * Tells whether a setting is the file's.
	 * @param setting a setting
	 * @return whether {@code site.yml} declares it
	 */
	public boolean declares(Setting setting) {
		return this.declared.contains(setting);
	}

	/**
	 * Tells whether a setting comes from the defaults.
	 * @param setting a setting
	 * @return whether nobody set it for this site
	 */
	public boolean inherits(Setting setting) {
		return this.inherited.contains(setting);
	}

}
