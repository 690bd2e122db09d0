package org.rowhouse.site;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteSettings.TypedAddress;

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
 * @param options texts for its templates: the platform's, its own, its file's, of which
 * the last that has a name wins
 * @param folder whether {@code sites/<key>/site.yml} declares its settings
 * @param urlScheme how its canonical URLs begin, {@code http} or {@code https};
 * {@code null}: as the platform's do
 * @param urlPort the port in its canonical URLs; {@code null}: the usual one of its own
 * scheme, or the platform's if it has none
 * @param origins where these settings come from
 */
public record Site(long id, String key, String name, String tagline, String theme, Locale locale, ZoneId timeZone,
		SiteState state, long version, List<Address> addresses, Map<String, String> options, boolean folder,
		@Nullable String urlScheme, @Nullable Integer urlPort, SettingOrigins origins) {

	private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	/**
	 * Tells whether a text can be the key of a site, and so the name of a folder.
	 * @param text a text
	 * @return whether it has 1 to 63 lower case letters, digits and hyphens and does not
	 * begin with a hyphen
	 */
	public static boolean isKey(String text) {
		return KEY.matcher(text).matches();
	}

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

	/**
	 * Returns what is set for this site itself, in its file or in the admin UI.
	 * @return settings, empty where the defaults hold; of options those of the admin UI
	 */
	public SiteSettings own() {
		return own((setting) -> !this.origins.inherits(setting));
	}

	/**
	 * Returns what was set in the admin UI or by the API, without what the file declares.
	 * @return settings, empty where the file or the defaults hold
	 */
	public SiteSettings ownWithoutFile() {
		return own((setting) -> !this.origins.inherits(setting) && !this.origins.declares(setting));
	}

	private SiteSettings own(Predicate<Setting> wanted) {
		List<TypedAddress> typed = this.addresses.stream()
			.map((address) -> new TypedAddress(address.pattern().display(),
					address.role().name().toLowerCase(Locale.ROOT)))
			.toList();
		return new SiteSettings(this.key, wanted.test(Setting.NAME) ? this.name : "",
				wanted.test(Setting.TAGLINE) ? this.tagline : "", wanted.test(Setting.ADDRESSES) ? typed : List.of(),
				wanted.test(Setting.THEME) ? this.theme : "",
				wanted.test(Setting.LOCALE) ? this.locale.toLanguageTag() : "",
				wanted.test(Setting.TIME_ZONE) ? this.timeZone.getId() : "", this.origins.ownOptions(),
				(wanted.test(Setting.URL_SCHEME) && this.urlScheme != null) ? this.urlScheme : "",
				(wanted.test(Setting.URL_PORT) && this.urlPort != null) ? this.urlPort.toString() : "");
	}

	/** Whether visitors would see no difference in the settings. */
	boolean looksLike(Site other) {
		return this.name.equals(other.name) && this.tagline.equals(other.tagline) && this.theme.equals(other.theme)
				&& this.locale.equals(other.locale) && this.timeZone.equals(other.timeZone)
				&& this.addresses.equals(other.addresses) && this.options.equals(other.options)
				&& Objects.equals(this.urlScheme, other.urlScheme) && Objects.equals(this.urlPort, other.urlPort);
	}

	/**
	 * Returns this site as it would look with another design, to show before it is saved.
	 * @param newTheme the name of a theme
	 * @param newOptions all of its options
	 * @return the site, with everything else as it is
	 */
	public Site withDesign(String newTheme, Map<String, String> newOptions) {
		return new Site(this.id, this.key, this.name, this.tagline, newTheme, this.locale, this.timeZone, this.state,
				this.version, this.addresses, Map.copyOf(newOptions), this.folder, this.urlScheme, this.urlPort,
				this.origins);
	}

	/**
	 * Returns this site as it would be called by another name.
	 * @param newName what visitors would read
	 * @param newTagline a line below the name; may be empty
	 * @return the site, with everything else as it is
	 */
	public Site withName(String newName, String newTagline) {
		return new Site(this.id, this.key, newName, newTagline, this.theme, this.locale, this.timeZone, this.state,
				this.version, this.addresses, this.options, this.folder, this.urlScheme, this.urlPort, this.origins);
	}

	Site withId(long newId) {
		return new Site(newId, this.key, this.name, this.tagline, this.theme, this.locale, this.timeZone, this.state,
				this.version, this.addresses, this.options, this.folder, this.urlScheme, this.urlPort, this.origins);
	}

	Site withVersion(long newVersion) {
		return new Site(this.id, this.key, this.name, this.tagline, this.theme, this.locale, this.timeZone, this.state,
				newVersion, this.addresses, this.options, this.folder, this.urlScheme, this.urlPort, this.origins);
	}

}
