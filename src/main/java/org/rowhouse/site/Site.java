package org.rowhouse.site;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A site as it was at one version. Held in memory for every site, so it carries settings
 * and no content.
 *
 * @param id the number that the rows of this site carry as {@code site_id}
 * @param key the short name used in folders, URLs, logs and metrics
 * @param name what visitors read
 * @param tagline a line below the name; may be empty
 * @param theme the name of its theme
 * @param locale the language and country of its texts, dates and numbers
 * @param timeZone the zone in which its dates are shown and its posts are scheduled
 * @param state where it is in its life
 * @param version a number that every change of the site or its content raises
 * @param addresses how it is reached; the first is the primary, none if nobody can
 * @param options texts for its templates
 * @param folder whether {@code sites/<key>/site.yml} declares its settings
 * @param urlScheme how its canonical URLs begin, {@code http} or {@code https};
 * {@code null}: as the platform's do
 * @param urlPort the port in its canonical URLs; {@code null}: the usual one of its own
 * scheme, or the platform's if it has none
 */
public record Site(long id, String key, String name, String tagline, String theme, Locale locale, ZoneId timeZone,
		SiteState state, long version, List<Address> addresses, Map<String, String> options, boolean folder,
		@Nullable String urlScheme, @Nullable Integer urlPort) {

	/**
	 * Returns the address that canonical URLs use: the primary address, or while that has
	 * yet to be proved the first other single host that serves the site.
	 * @return an address, or {@code null} if the site has none
	 */
	public @Nullable Address primaryAddress() {
		if (this.addresses.isEmpty() || this.addresses.get(0).answers()) {
			return (this.addresses.isEmpty()) ? null : this.addresses.get(0);
		}
		return this.addresses.stream()
			.filter((address) -> address.answers() && address.role() != AddressRole.REDIRECT
					&& address.pattern().exactHost() != null)
			.findFirst()
			.orElse(this.addresses.get(0));
	}

	Site withId(long newId) {
		return new Site(newId, this.key, this.name, this.tagline, this.theme, this.locale, this.timeZone, this.state,
				this.version, this.addresses, this.options, this.folder, this.urlScheme, this.urlPort);
	}

	Site withVersion(long newVersion) {
		return new Site(this.id, this.key, this.name, this.tagline, this.theme, this.locale, this.timeZone, this.state,
				newVersion, this.addresses, this.options, this.folder, this.urlScheme, this.urlPort);
	}

}
