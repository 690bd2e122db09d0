package org.rowhouse.site;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is read of a site when all of them are: a value, so that nothing of a million rows
 * is kept but the sites that are made of them.
 */
record SiteRow(Long id, String siteKey, String name, String tagline, @Nullable String theme, @Nullable String locale,
		@Nullable String timeZone, SiteState state, long version, Map<String, String> options, String declared,
		Map<String, String> fileOptions, @Nullable String folderDigest, @Nullable String urlScheme,
		@Nullable Integer urlPort) {

	static SiteRow of(SiteEntity row) {
		return new SiteRow(row.getId(), row.siteKey(), row.name(), row.tagline(), row.theme(), row.locale(),
				row.timeZone(), row.state(), row.version(), row.options(), row.declared(), row.fileOptions(),
				row.folderDigest(), row.urlScheme(), row.urlPort());
	}

	Site toSite(List<Address> addresses, SiteDefaults defaults, Shared shared) {
		boolean folder = this.folderDigest != null && !RemovedFolder.isNotedIn(this.folderDigest);
		return defaults
			.complete(new SiteDefaults.Own(this.id, this.siteKey, this.name, this.tagline, shared.text(this.theme),
					(this.locale != null) ? Locale.forLanguageTag(this.locale) : null, shared.zone(this.timeZone),
					this.state, this.version, List.copyOf(addresses), folder, shared.text(this.urlScheme), this.urlPort,
					shared.origins(new SettingOrigins((folder) ? declaredSettings() : Set.of(), inherited(addresses),
							Map.copyOf(this.fileOptions), Map.copyOf(this.options)))));
	}

	private Set<Setting> declaredSettings() {
		Set<Setting> declared = EnumSet.noneOf(Setting.class);
		if (!this.declared.isEmpty()) {
			Arrays.stream(this.declared.split(",")).map(Setting::valueOf).forEach(declared::add);
		}
		return declared;
	}

	private Set<Setting> inherited(List<Address> addresses) {
		Set<Setting> inherited = EnumSet.noneOf(Setting.class);
		note(inherited, Setting.TAGLINE, this.tagline.isEmpty());
		note(inherited, Setting.ADDRESSES, addresses.size() == 1
				&& addresses.get(0).pattern().toString().equals(AddressValidator.defaultAddress(this.siteKey)));
		note(inherited, Setting.THEME, this.theme == null);
		note(inherited, Setting.LOCALE, this.locale == null);
		note(inherited, Setting.TIME_ZONE, this.timeZone == null);
		note(inherited, Setting.URL_SCHEME, this.urlScheme == null);
		note(inherited, Setting.URL_PORT, this.urlPort == null);
		return inherited;
	}

	private static void note(Set<Setting> inherited, Setting setting, boolean isInherited) {
		if (isInherited) {
			inherited.add(setting);
		}
	}

	/**
	 * Texts, zones and origins that many sites have in common, kept once.
	 */
	static final class Shared {

		private final Map<String, String> texts = new HashMap<>();

		private final Map<String, ZoneId> zones = new HashMap<>();

		private final Map<SettingOrigins, SettingOrigins> origins = new HashMap<>();

		private @Nullable String text(@Nullable String text) {
			return (text != null) ? this.texts.computeIfAbsent(text, (same) -> same) : null;
		}

		private @Nullable ZoneId zone(@Nullable String id) {
			return (id != null) ? this.zones.computeIfAbsent(id, ZoneId::of) : null;
		}

		/** Those with options are each site's own. */
		private SettingOrigins origins(SettingOrigins of) {
			boolean common = of.fileOptions().isEmpty() && of.ownOptions().isEmpty();
			return (common) ? this.origins.computeIfAbsent(of, (same) -> same) : of;
		}

	}

}
