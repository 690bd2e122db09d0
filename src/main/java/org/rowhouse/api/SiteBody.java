package org.rowhouse.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.hash.Hashing;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Setting;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;

/**
 * A site in the REST API. In a request every field but the key and the name of a new site
 * may be absent; an address may be a plain string, and a port of 0 is none. The origins
 * say where each value comes from; in a request they say nothing. A new site may begin
 * with a {@code starter}, {@code empty} or {@code pages}, or as a copy: {@code from} is
 * the key of the original.
 */
record SiteBody(@Nullable String key, @Nullable String name, @Nullable String tagline, @Nullable String theme,
		@Nullable String locale, @Nullable String timeZone, @Nullable String state,
		@Nullable List<@Nullable AddressBody> addresses, @Nullable Map<String, @Nullable String> options,
		@Nullable String urlScheme, @Nullable Integer urlPort,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable String> tags,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean template, @Nullable Long version,
		@Nullable Map<String, @Nullable String> origins,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String starter,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from) {

	/** With what the platform notes about it, or, for who is not to see that, without. */
	static SiteBody of(Site site, SiteDefaults defaults, @Nullable SiteLabels labels) {
		List<@Nullable AddressBody> addresses = site.addresses()
			.stream()
			.<@Nullable AddressBody>map(AddressBody::describing)
			.toList();
		return new SiteBody(site.key(), site.name(), site.tagline(), site.theme(), site.locale().toLanguageTag(),
				site.timeZone().getId(), site.state().name().toLowerCase(Locale.ROOT), addresses, site.options(),
				site.urlScheme(), site.urlPort(), (labels != null) ? List.copyOf(labels.tags(site)) : null,
				(labels != null) ? labels.isTemplate(site) : null, site.version(), originsOf(site, defaults), null,
				null);
	}

	private static Map<String, @Nullable String> originsOf(Site site, SiteDefaults defaults) {
		Map<String, @Nullable String> origins = new LinkedHashMap<>();
		for (Setting setting : Setting.values()) {
			origins.put(setting.key(), defaults.originOf(site, setting).key());
		}
		return origins;
	}

	/**
	 * Returns the entity tag of the settings of a site, and of what the platform notes
	 * about it: the same for everybody who asks, and after a restart. What is published
	 * does not change it, though it raises the version.
	 */
	static String tag(Site site, SiteDefaults defaults, SiteLabels labels) {
		return tag(site.options(), site, defaults, labels);
	}

	static String tag(Map<String, String> options, Site site, SiteDefaults defaults, SiteLabels labels) {
		SiteBody body = of(site, defaults, labels);
		SiteBody settings = new SiteBody(body.key, body.name, body.tagline, body.theme, body.locale, body.timeZone,
				body.state, body.addresses, new TreeMap<>(options), body.urlScheme, body.urlPort, body.tags,
				body.template, null, body.origins, null, null);
		return "\""
				+ Hashing.sha256().hashString(settings.toString(), StandardCharsets.UTF_8).toString().substring(0, 32)
				+ "\"";
	}

	/** The tags, or {@code null} if nothing is said about them. */
	@Nullable List<String> typedTags() {
		return (this.tags != null) ? this.tags.stream().map(SiteBody::text).toList() : null;
	}

	/** Labels are no settings: a change of them alone changes nothing for visitors. */
	boolean saysNothingButLabels() {
		return this.name == null && this.tagline == null && this.theme == null && this.locale == null
				&& this.timeZone == null && this.addresses == null && this.options == null && this.urlScheme == null
				&& this.urlPort == null && (this.tags != null || this.template != null);
	}

	/** What only a new site can have. */
	void requireNothingOfNewSites() {
		if (this.starter != null || this.from != null) {
			throw new InvalidInputException((this.starter != null) ? "starter" : "from",
					"'starter' and 'from' are for new sites. Leave them out.");
		}
	}

	SiteSettings toSettings() {
		return new SiteSettings(text(this.key), text(this.name), text(this.tagline), typedAddresses(), text(this.theme),
				text(this.locale), text(this.timeZone), texts((this.options != null) ? this.options : Map.of()),
				text(this.urlScheme), (this.urlPort != null && this.urlPort != 0) ? this.urlPort.toString() : "");
	}

	/** An option without a value is an empty text. */
	private static Map<String, String> texts(Map<String, @Nullable String> options) {
		Map<String, String> texts = new LinkedHashMap<>();
		options.forEach((name, value) -> texts.put(name, text(value)));
		return texts;
	}

	/**
	 * What this body says, and for the rest what is set for the site itself. A text that
	 * is there and empty leaves the setting to its default.
	 */
	SiteSettings toSettings(Site site) {
		SiteSettings own = site.own();
		SiteSettings typed = toSettings();
		return new SiteSettings(site.key(), (this.name != null) ? typed.name() : own.name(),
				(this.tagline != null) ? typed.tagline() : own.tagline(),
				(this.addresses != null) ? typed.addresses() : own.addresses(),
				(this.theme != null) ? typed.theme() : own.theme(),
				(this.locale != null) ? typed.locale() : own.locale(),
				(this.timeZone != null) ? typed.timeZone() : own.timeZone(),
				(this.options != null) ? typed.options() : own.options(),
				(this.urlScheme != null) ? typed.urlScheme() : own.urlScheme(),
				(this.urlPort != null) ? typed.urlPort() : own.urlPort());
	}

	private List<TypedAddress> typedAddresses() {
		return (this.addresses == null) ? List.of()
				: this.addresses.stream()
					.map((address) -> (address != null) ? address : new AddressBody("", "", null))
					.map((address) -> new TypedAddress(text(address.pattern()), text(address.role())))
					.toList();
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
