package org.rowhouse.job;

import java.util.Optional;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;

import org.springframework.stereotype.Component;

/**
 * Gives sites a tag, or takes one from them.
 */
@Component
class TagAction implements SiteAction {

	private static final String ON = "on";

	private static final String OFF = "off";

	private final SiteLabels labels;

	TagAction(SiteLabels labels) {
		this.labels = labels;
	}

	@Override
	public String name() {
		return "tag";
	}

	@Override
	public Optional<Wanted> plan(String word, String value, String person) {
		if (!word.equals("add-tag") && !word.equals("remove-tag")) {
			return Optional.empty();
		}
		try {
			return Optional.of(new Wanted(this.labels.check(value), (word.equals("add-tag")) ? ON : OFF));
		}
		catch (InvalidInputException ex) {
			throw new InvalidInputException("value", String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public String read(Site site, String subject) {
		return (this.labels.hasTag(site, subject)) ? ON : OFF;
	}

	@Override
	public void write(Site site, String subject, String value) {
		if (value.equals(ON)) {
			this.labels.add(site, subject);
		}
		else {
			this.labels.remove(site, subject);
		}
	}

}
