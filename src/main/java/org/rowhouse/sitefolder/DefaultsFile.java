package org.rowhouse.sitefolder;

import java.util.List;
import java.util.Set;

import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteDefaults;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * {@code platform/site-defaults.yml}: what holds for every site that does not say it
 * itself. A mistake in it keeps what held before, at the start nothing, and breaks no
 * site.
 */
@Component
class DefaultsFile implements InitializingBean {

	/** Where it is, as it is shown. */
	static final String SHOWN = "platform/site-defaults.yml";

	/** What it may say. */
	static final Set<String> KEYS = Set.of("theme", "locale", "timeZone", "tagline", "urlScheme", "urlPort", "options");

	private static final Logger logger = LoggerFactory.getLogger(DefaultsFile.class);

	private static final String NAME = "site-defaults.yml";

	private final Folder platform;

	private final SiteDefaults defaults;

	private final SiteProblems problems;

	private final Sites sites;

	/** Whether sites have yet to be told of a change. */
	private boolean due;

	DefaultsFile(Home home, SiteDefaults defaults, SiteProblems problems, Sites sites) {
		this.platform = home.platform();
		this.defaults = defaults;
		this.problems = problems;
		this.sites = sites;
	}

	/** Before sites are loaded into memory, which is when all beans are there. */
	@Override
	public void afterPropertiesSet() {
		take();
	}

	/**
	 * Reads the file again. If something in it has changed, every site has it when the
	 * method returns; if that fails, the next call tries again.
	 * @return whether something has changed
	 */
	synchronized boolean reload() {
		this.due |= take();
		boolean changed = this.due;
		if (changed) {
			this.sites.reload();
			this.due = false;
			logger.info("{} has changed and applies to all sites", SHOWN);
		}
		return changed;
	}

	private boolean take() {
		Outcome outcome = read(this.platform, this.defaults);
		List<SiteProblem> found = outcome.problems();
		if (!found.equals(this.problems.of(SHOWN))) {
			found.forEach((problem) -> logger.error("The defaults of all sites stay as they were: {}", problem));
			this.problems.set(SHOWN, found);
		}
		return outcome.changed();
	}

	/**
	 * Reads the file.
	 * @param platform the folder that it is in
	 * @param defaults what is set to what it says; left alone if something in it is wrong
	 * @return whether the defaults are different now, and what is wrong
	 */
	static Outcome read(Folder platform, SiteDefaults defaults) {
		SiteFolderReader reader = new SiteFolderReader("", platform);
		try {
			boolean there = platform.file(NAME).isPresent();
			YamlFile yaml = YamlFile.parse(NAME, 0, (there) ? reader.text(NAME) : "", KEYS);
			SiteSettings typed = new SiteSettings("", "", yaml.text("tagline"), List.of(), yaml.text("theme"),
					yaml.text("locale"), yaml.text("timeZone"), yaml.map("options"), yaml.text("urlScheme"),
					yaml.text("urlPort"));
			return set(defaults, typed, yaml);
		}
		catch (FileProblemException ex) {
			return new Outcome(false, ex.inFolder("platform"));
		}
	}

	private static Outcome set(SiteDefaults defaults, SiteSettings typed, YamlFile yaml) {
		try {
			defaults.check(typed);
			if (yaml.problems(SHOWN).isEmpty()) {
				return new Outcome(defaults.set(typed), List.of());
			}
		}
		catch (InvalidInputException ex) {
			ex.exactErrors().forEach(yaml::wrong);
		}
		return new Outcome(false, yaml.problems(SHOWN));
	}

	/**
	 * What came of reading it.
	 *
	 * @param changed whether the defaults are different now
	 * @param problems what is wrong; nothing has changed then
	 */
	record Outcome(boolean changed, List<SiteProblem> problems) {

	}

}
