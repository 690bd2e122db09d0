package org.rowhouse.admin;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;

/**
 * What is typed about a site that is not there yet.
 *
 * @param starter what it begins with: {@code pages}, {@code empty}, or {@code site:} and
 * the key of a template
 */
record NewSiteForm(@Nullable String name, @Nullable String key, @Nullable String tagline, @Nullable String addresses,
		@Nullable String theme, @Nullable String locale, @Nullable String timeZone, @Nullable String starter) {

	static final String PAGES = "pages";

	static final String EMPTY = "empty";

	private static final String TEMPLATE = "site:";

	/** The key of the site to copy, or {@code null}. */
	@Nullable String template() {
		String typed = Texts.of(this.starter);
		return (typed.startsWith(TEMPLATE)) ? typed.substring(TEMPLATE.length()) : null;
	}

	/** The same with another key and other addresses. */
	NewSiteForm with(String newKey, String newAddresses) {
		return new NewSiteForm(Texts.of(this.name), newKey, Texts.of(this.tagline), newAddresses, Texts.of(this.theme),
				Texts.of(this.locale), Texts.of(this.timeZone), Texts.of(this.starter));
	}

	/** One in each line, perhaps with a role behind it. */
	static List<TypedAddress> typedAddresses(@Nullable String text) {
		return new SiteForm("", "", "", text, "", "", "", "", "").toSettings("", Map.of()).addresses();
	}

	SiteSettings toSettings() {
		return new SiteSettings(Texts.of(this.key), Texts.of(this.name), Texts.of(this.tagline),
				typedAddresses(this.addresses), Texts.of(this.theme), Texts.of(this.locale), Texts.of(this.timeZone),
				Map.of());
	}

}
