package org.rowhouse.admin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Address;
import org.rowhouse.site.AddressRole;
import org.rowhouse.site.Setting;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;

/**
 * What is typed about a site. An address that redirects has the word {@code redirect}
 * behind it.
 */
record SiteForm(@Nullable String key, @Nullable String name, @Nullable String tagline, @Nullable String addresses,
		@Nullable String theme, @Nullable String locale, @Nullable String timeZone, @Nullable String urlScheme,
		@Nullable String urlPort) {

	/** What is set for the site itself; empty where the defaults hold. */
	static SiteForm of(Site site) {
		String addresses = (site.origins().inherits(Setting.ADDRESSES)) ? ""
				: site.addresses().stream().map(SiteForm::line).collect(Collectors.joining("\n"));
		SiteSettings own = site.own();
		return new SiteForm(own.key(), own.name(), own.tagline(), addresses, own.theme(), own.locale(), own.timeZone(),
				own.urlScheme(), own.urlPort());
	}

	/** Whatever was posted: the key is that in the path. */
	SiteForm withKey(String fixed) {
		return new SiteForm(fixed, this.name, this.tagline, this.addresses, this.theme, this.locale, this.timeZone,
				this.urlScheme, this.urlPort);
	}

	static String line(Address address) {
		return address.pattern().display() + ((address.role() == AddressRole.REDIRECT) ? " redirect" : "");
	}

	SiteSettings toSettings(String fixedKey, Map<String, String> options) {
		List<TypedAddress> typed = Texts.of(this.addresses)
			.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.map((line) -> {
				String[] words = line.split("\\s+", 2);
				return new TypedAddress(words[0], (words.length > 1) ? words[1] : "");
			})
			.toList();
		return new SiteSettings((fixedKey.isEmpty()) ? Texts.of(this.key) : fixedKey, Texts.of(this.name),
				Texts.of(this.tagline), typed, Texts.of(this.theme), Texts.of(this.locale), Texts.of(this.timeZone),
				options, Texts.of(this.urlScheme), Texts.of(this.urlPort));
	}

}
