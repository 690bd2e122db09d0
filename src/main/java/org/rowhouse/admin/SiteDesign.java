package org.rowhouse.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Setting;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.theme.OptionType;
import org.rowhouse.theme.ThemeOption;
import org.rowhouse.theme.ThemeOptions;

/**
 * The design of a site with what somebody typed and has not saved: which theme, and what
 * each of its options comes to and why.
 */
final class SiteDesign {

	private final Site site;

	private final Map<String, String> platform;

	private final List<ThemeOption> options;

	private final Map<String, String> own;

	private final Map<String, String> errors = new LinkedHashMap<>();

	private final String ownTheme;

	private final String theme;

	/**
	 * Puts together what is there and what was typed.
	 * @param site the site as it is
	 * @param form what was typed; a value that does not fit is kept as an error
	 * @param defaults what holds where nothing is set
	 * @param themes what themes declare
	 */
	SiteDesign(Site site, DesignForm form, SiteDefaults defaults, ThemeOptions themes) {
		this.site = site;
		this.platform = defaults.options();
		boolean declared = site.origins().declares(Setting.THEME);
		this.ownTheme = (declared || form.theme() == null) ? site.own().theme() : form.theme().strip();
		this.theme = (declared) ? site.theme() : (this.ownTheme.isEmpty()) ? defaults.theme() : this.ownTheme;
		this.options = themes.of(this.theme);
		this.own = new LinkedHashMap<>(site.own().options());
		this.options.forEach((option) -> take(option, form.values().get(option.name())));
	}

	private void take(ThemeOption option, @Nullable String typed) {
		if (typed == null || isInFile(option)) {
			return;
		}
		if (typed.isBlank()) {
			this.own.remove(option.name());
			return;
		}
		try {
			String value = option.read(typed);
			// A check box always says something; what holds anyway need not be kept.
			if (option.type() == OptionType.TOGGLE && value.equals(below(option))) {
				this.own.remove(option.name());
			}
			else {
				this.own.put(option.name(), value);
			}
		}
		catch (InvalidInputException ex) {
			this.errors.put(option.name(), String.valueOf(ex.getMessage()));
		}
	}

	/** The name of the theme that the site would have. */
	String theme() {
		return this.theme;
	}

	/** The theme that is set for the site itself; empty for the platform's default. */
	String ownTheme() {
		return this.ownTheme;
	}

	List<ThemeOption> options() {
		return this.options;
	}

	/** Messages by the names of options. */
	Map<String, String> errors() {
		return this.errors;
	}

	/** What is to be saved. */
	SiteSettings settings(Site present) {
		SiteSettings now = present.own();
		return new SiteSettings(now.key(), now.name(), now.tagline(), now.addresses(), this.ownTheme, now.locale(),
				now.timeZone(), this.own, now.urlScheme(), now.urlPort());
	}

	/** The site as it would be. */
	Site preview() {
		Map<String, String> all = new LinkedHashMap<>(this.platform);
		all.putAll(this.own);
		all.putAll(this.site.origins().fileOptions());
		return this.site.withDesign(this.theme, all);
	}

	boolean isInFile(ThemeOption option) {
		return this.site.origins().fileOptions().containsKey(option.name());
	}

	/** Whether an option has a value of its own that fits. */
	boolean isSetHere(ThemeOption option) {
		return read(option, this.own.get(option.name())) != null;
	}

	boolean isInDefaults(ThemeOption option) {
		return read(option, this.platform.get(option.name())) != null;
	}

	/** The value set in the admin UI; empty if there is none or it does not fit. */
	String own(ThemeOption option) {
		String value = read(option, this.own.get(option.name()));
		return (value != null) ? value : "";
	}

	/** What holds if nothing is set here; empty for nothing. */
	String below(ThemeOption option) {
		String value = read(option, this.platform.get(option.name()));
		String fallback = (value != null) ? value : option.value();
		return (fallback != null) ? fallback : "";
	}

	/** What the site's file says, as it is written there. */
	String inFile(ThemeOption option) {
		return this.site.origins().fileOptions().getOrDefault(option.name(), "");
	}

	private static @Nullable String read(ThemeOption option, @Nullable String value) {
		if (value == null || value.isBlank()) {
			return null;
		}
		try {
			return option.read(value);
		}
		catch (InvalidInputException ex) {
			return null;
		}
	}

}
