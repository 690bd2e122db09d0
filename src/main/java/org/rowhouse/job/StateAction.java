package org.rowhouse.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;

import org.springframework.stereotype.Component;

/**
 * Suspends, archives or resumes sites.
 */
@Component
class StateAction implements SiteAction {

	private final Sites sites;

	StateAction(Sites sites) {
		this.sites = sites;
	}

	@Override
	public String name() {
		return "state";
	}

	@Override
	public Optional<Wanted> plan(String word, String value) {
		if (!word.equals(name())) {
			return Optional.empty();
		}
		if (Arrays.stream(SiteState.values())
			.noneMatch((state) -> state != SiteState.BROKEN && word(state).equals(value))) {
			throw new InvalidInputException("value", "A site is active, suspended or archived.");
		}
		return Optional.of(new Wanted("", value));
	}

	@Override
	public String read(Site site, String subject) {
		return word(site.state());
	}

	@Override
	public void write(Site site, String subject, String value) {
		this.sites.changeState(site.key(), SiteState.valueOf(value.toUpperCase(Locale.ROOT)));
	}

	private static String word(SiteState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

}
