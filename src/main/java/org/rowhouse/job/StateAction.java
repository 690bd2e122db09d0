package org.rowhouse.job;

import java.util.Optional;

import org.rowhouse.site.ConflictException;
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
	public Optional<Wanted> plan(String word, String value, String person) {
		if (!word.equals(name())) {
			return Optional.empty();
		}
		if (SiteState.ofWord(value).isEmpty()) {
			throw new InvalidInputException("value", "A site is active, suspended or archived.");
		}
		return Optional.of(new Wanted("", value));
	}

	@Override
	public String read(Site site, String subject) {
		return site.state().word();
	}

	@Override
	public void write(Site site, String subject, String value) {
		this.sites.changeState(site.key(), SiteState.ofWord(value)
			.orElseThrow(() -> new ConflictException("A site cannot be made '" + value + "'.")));
	}

}
