package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Item;
import org.rowhouse.site.NewSites;
import org.rowhouse.site.NewSites.Check;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.theme.Theme;
import org.rowhouse.theme.Themes;

import org.springframework.stereotype.Component;

/**
 * Makes what the pages about new sites show, and fills in what somebody left empty.
 */
@Component
class NewSiteModels {

	/** As many letters as a key is proposed of. */
	private static final int MAX_PROPOSED = 50;

	private static final List<String> LANGUAGES = List.of("de", "de-AT", "de-CH", "en", "en-GB", "en-US", "es", "fr",
			"fr-CH", "it", "nl", "pl", "pt", "pt-BR", "sv", "cs", "da", "fi", "nb", "tr", "uk");

	private final NewSites newSites;

	private final SiteLabels labels;

	private final SiteDefaults defaults;

	private final Themes themes;

	NewSiteModels(NewSites newSites, SiteLabels labels, SiteDefaults defaults, Themes themes) {
		this.newSites = newSites;
		this.labels = labels;
		this.defaults = defaults;
		this.themes = themes;
	}

	/** Key and address follow from the name, unless somebody has typed them. */
	NewSiteForm completed(NewSiteForm form) {
		String typed = Texts.of(form.key()).strip();
		String key = (typed.isEmpty()) ? proposedKey(Texts.of(form.name())) : typed;
		String addresses = Texts.of(form.addresses()).strip();
		return form.with(key,
				(addresses.isEmpty() && !key.isEmpty()) ? key + this.newSites.addressSuffix() : addresses);
	}

	private String proposedKey(String name) {
		String slug = Item.slug(name);
		String stem = slug.substring(0, Math.min(MAX_PROPOSED, slug.length()));
		return this.newSites.freeKey(stem.replaceAll("-+$", ""));
	}

	CheckView check(String key, @Nullable String addresses) {
		List<TypedAddress> typed = NewSiteForm.typedAddresses(addresses);
		Check check = this.newSites.check(key, typed);
		String keyError = check.keyError();
		// What is wrong with each address stands beside it already.
		boolean told = check.addresses().stream().anyMatch((address) -> address.error() != null);
		return new CheckView(keyError, check.freeKey(), keyError == null && !key.isBlank(),
				(typed.isEmpty()) ? List.of() : check.addresses(), (told) ? null : check.addressesError());
	}

	Map<String, Object> common(NewSiteForm form, Map<String, String> errors) {
		Map<String, Object> model = new LinkedHashMap<>();
		model.put("form", form);
		model.put("errors", errors);
		model.put("suffix", this.newSites.addressSuffix());
		model.put("fallbacks", this.defaults.asSettings("key"));
		model.put("languages", LANGUAGES);
		model.put("timeZones", LocalTimes.zones());
		return model;
	}

	/** The platform's own choice comes first, and is chosen by saying nothing. */
	List<LookChoice> looks(@Nullable String chosen) {
		List<LookChoice> looks = new ArrayList<>();
		String usual = this.defaults.theme();
		this.themes.find(usual).ifPresent((theme) -> looks.add(look(theme, "", Texts.of(chosen))));
		this.themes.all()
			.stream()
			.filter((theme) -> !theme.name().equals(usual))
			.forEach((theme) -> looks.add(look(theme, theme.name(), Texts.of(chosen))));
		return looks;
	}

	private LookChoice look(Theme theme, String value, String chosen) {
		return new LookChoice(value, theme.title(), theme.description(), picture(theme.name()), value.equals(chosen));
	}

	private @Nullable String picture(String theme) {
		return (this.themes.preview(theme).isPresent()) ? "/themes/" + theme + "/preview" : null;
	}

	List<TemplateChoice> templates(@Nullable String chosen) {
		return this.labels.templates()
			.stream()
			.map((site) -> new TemplateChoice(site.key(), site.name(), site.tagline(),
					this.themes.find(site.theme()).map(Theme::title).orElse(site.theme()), picture(site.theme()),
					site.key().equals(chosen)))
			.toList();
	}

	/** A theme to choose. */
	record LookChoice(String value, String title, String text, @Nullable String picture, boolean chosen) {

	}

	/** A site to begin as a copy of. */
	record TemplateChoice(String key, String name, String tagline, String theme, @Nullable String picture,
			boolean chosen) {

	}

	/** What is to be said about key and addresses while somebody types. */
	record CheckView(@Nullable String keyError, @Nullable String freeKey, boolean keyFree,
			List<NewSites.AddressCheck> addresses, @Nullable String addressesError) {

	}

}
