package org.rowhouse.site;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is read of a site when all of them are: a value, so that nothing of a million rows
 * is kept but the sites that are made of them.
 */
record SiteRow(Long id, String siteKey, String name, String tagline, String theme, String locale, String timeZone,
		SiteState state, long version, Map<String, String> options, @Nullable String folderDigest,
		@Nullable String urlScheme, @Nullable Integer urlPort) {

	static SiteRow of(SiteEntity row) {
		return new SiteRow(row.getId(), row.siteKey(), row.name(), row.tagline(), row.theme(), row.locale(),
				row.timeZone(), row.state(), row.version(), row.options(), row.folderDigest(), row.urlScheme(),
				row.urlPort());
	}

	Site toSite(List<Address> addresses, Shared shared) {
		return new Site(this.id, this.siteKey, this.name, this.tagline, shared.text(this.theme),
				Locale.forLanguageTag(this.locale), shared.zone(this.timeZone), this.state, this.version,
				List.copyOf(addresses), Map.copyOf(this.options), this.folderDigest != null,
				(this.urlScheme != null) ? shared.text(this.urlScheme) : null, this.urlPort);
	}

	/**
	 * Texts and zones that many sites have in common, kept once.
	 */
	static final class Shared {

		private final Map<String, String> texts = new HashMap<>();

		private final Map<String, ZoneId> zones = new HashMap<>();

		private String text(String text) {
			return this.texts.computeIfAbsent(text, (same) -> same);
		}

		private ZoneId zone(String id) {
			return this.zones.computeIfAbsent(id, ZoneId::of);
		}

	}

}
