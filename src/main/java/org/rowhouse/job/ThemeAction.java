package org.rowhouse.job;

import java.util.Optional;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.rowhouse.site.ThemeNames;

import org.springframework.stereotype.Component;

/**
 * Gives sites another theme. Their options stay.
 */
@Component
class ThemeAction implements SiteAction {

	private final Sites sites;

	private final ThemeNames themes;

	ThemeAction(Sites sites, ThemeNames themes) {
		this.sites = sites;
		this.themes = themes;
	}

	@Override
	public String name() {
		return "theme";
	}

	@Override
	public Optional<Wanted> plan(String word, String value, String person) {
		if (!word.equals(name())) {
			return Optional.empty();
		}
		if (!value.isEmpty() && !this.themes.names().contains(value)) {
			throw new InvalidInputException("value", "There is no theme '" + value + "'. Choose one of "
					+ String.join(", ", this.themes.names().stream().sorted().toList()) + ".");
		}
		return Optional.of(new Wanted("", value));
	}

	@Override
	public String read(Site site, String subject) {
		return site.own().theme();
	}

	@Override
	public void write(Site site, String subject, String value) {
		this.sites.update(site.key(), (present) -> {
			SiteSettings own = present.own();
			return new SiteSettings(own.key(), own.name(), own.tagline(), own.addresses(), value, own.locale(),
					own.timeZone(), own.options(), own.urlScheme(), own.urlPort());
		});
	}

}
