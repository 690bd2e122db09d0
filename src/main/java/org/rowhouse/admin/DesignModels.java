package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.site.Setting;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.theme.OptionType;
import org.rowhouse.theme.Theme;
import org.rowhouse.theme.ThemeOption;
import org.rowhouse.theme.ThemeOptions;
import org.rowhouse.theme.Themes;

import org.springframework.stereotype.Component;

/**
 * Makes what the page about the design of a site shows.
 */
@Component
class DesignModels {

	private static final int PAGES = 20;

	private static final int POSTS = 3;

	private static final String DEFAULTS_FILE = "platform/site-defaults.yml";

	private final Themes themes;

	private final ThemeOptions options;

	private final SiteDefaults defaults;

	private final PublishedContent content;

	DesignModels(Themes themes, ThemeOptions options, SiteDefaults defaults, PublishedContent content) {
		this.themes = themes;
		this.options = options;
		this.defaults = defaults;
		this.content = content;
	}

	SiteDesign design(Site site, DesignForm form) {
		return new SiteDesign(site, form, this.defaults, this.options);
	}

	/** The themes to choose from, and first of all to leave it to the platform. */
	List<ThemeCard> cards(Site site, SiteDesign design) {
		List<ThemeCard> cards = new ArrayList<>();
		boolean locked = site.origins().declares(Setting.THEME);
		String chosen = (locked) ? site.theme() : design.ownTheme();
		String usual = this.themes.find(this.defaults.theme()).map(Theme::title).orElse(this.defaults.theme());
		if (!locked) {
			cards.add(new ThemeCard("", "As the platform", "Now that is " + usual + ".", null, chosen.isEmpty()));
		}
		for (Theme theme : this.themes.all()) {
			boolean picture = this.themes.preview(theme.name()).isPresent();
			cards.add(new ThemeCard(theme.name(), theme.title(), theme.description(),
					(picture) ? "/themes/" + theme.name() + "/preview" : null, chosen.equals(theme.name())));
		}
		return cards;
	}

	/** The options of the chosen theme below their headings. */
	List<OptionGroup> groups(Site site, SiteDesign design, DesignForm form) {
		Map<String, List<OptionField>> groups = new LinkedHashMap<>();
		for (ThemeOption option : design.options()) {
			groups.computeIfAbsent((option.group().isEmpty()) ? "More" : option.group(), (title) -> new ArrayList<>())
				.add(field(site, design, form, option));
		}
		return groups.entrySet().stream().map((entry) -> new OptionGroup(entry.getKey(), entry.getValue())).toList();
	}

	private OptionField field(Site site, SiteDesign design, DesignForm form, ThemeOption option) {
		boolean locked = design.isInFile(option);
		String error = design.errors().get(option.name());
		String below = design.below(option);
		String shown = (locked) ? design.inFile(option) : design.own(option);
		if (error != null) {
			shown = Texts.of(form.values().get(option.name()));
		}
		if (option.type() == OptionType.TOGGLE && shown.isEmpty()) {
			shown = below;
		}
		String belowLabel = option.choices()
			.stream()
			.filter((choice) -> choice.value().equals(below))
			.map(ThemeOption.Choice::label)
			.findFirst()
			.orElse(below);
		return new OptionField(option.name(), option.type().word(), option.label(), option.hint(), shown, below,
				belowLabel, option.choices(), locked, error, origin(site, design, option),
				(locked) ? warning(design, option) : null, design.isSetHere(option) && !locked);
	}

	private static String origin(Site site, SiteDesign design, ThemeOption option) {
		if (design.isInFile(option)) {
			return "From sites/" + site.key() + "/site.yml. Change it there.";
		}
		if (design.isSetHere(option)) {
			return "Set here";
		}
		if (design.isInDefaults(option)) {
			return "From " + DEFAULTS_FILE;
		}
		return (option.value() != null) ? "The theme’s default" : "Not set";
	}

	private @Nullable String warning(SiteDesign design, ThemeOption option) {
		String message = this.options.check(design.theme(), Map.of(option.name(), design.inFile(option)))
			.get(option.name());
		return (message != null) ? message + " Until then the theme’s default holds." : null;
	}

	/** What can be previewed; the site is bound. */
	List<PreviewPage> pages() {
		List<PreviewPage> pages = new ArrayList<>(List.of(new PreviewPage("/", "Home")));
		for (ItemSummary page : this.content.pagesBelow("").stream().limit(PAGES).toList()) {
			pages.add(new PreviewPage(page.url(), page.title()));
		}
		pages.add(new PreviewPage("/posts", "All posts"));
		for (ItemSummary post : this.content.posts(0, POSTS).posts()) {
			pages.add(new PreviewPage(post.url(), "Post: " + post.title()));
		}
		return pages;
	}

	/** A theme to choose. */
	record ThemeCard(String name, String title, String text, @Nullable String picture, boolean chosen) {

	}

	/** Options below one heading. */
	record OptionGroup(String title, List<OptionField> fields) {

	}

	/** An option as a field of the form. */
	record OptionField(String name, String type, String label, String hint, String value, String below,
			String belowLabel, List<ThemeOption.Choice> choices, boolean locked, @Nullable String error, String origin,
			@Nullable String warning, boolean resettable) {

	}

	/** A page of the site to look at. */
	record PreviewPage(String path, String label) {

	}

}
