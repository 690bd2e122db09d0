package org.rowhouse.sitefolder;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rowhouse.content.ContentLimits;
import org.rowhouse.content.FolderContent;
import org.rowhouse.content.FolderContent.FolderItem;
import org.rowhouse.content.FolderContent.InvalidFileException;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.content.RedirectImport;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Folder;
import org.rowhouse.site.FolderChangedException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Takes over one site folder, whole or not at all: a folder with a mistake changes
 * nothing and keeps the last good state of its site. Of what is read only the files that
 * have changed are written.
 */
@Component
class SiteFolderLoader {

	private static final Logger logger = LoggerFactory.getLogger(SiteFolderLoader.class);

	private final Sites sites;

	private final FolderContent content;

	private final RedirectImport redirects;

	private final CurrentSite currentSite;

	private final SiteProblems problems;

	private final SiteLimits limits;

	private final ContentLimits contentLimits;

	SiteFolderLoader(Sites sites, FolderContent content, RedirectImport redirects, CurrentSite currentSite,
			SiteProblems problems, SiteLimits limits, ContentLimits contentLimits) {
		this.sites = sites;
		this.content = content;
		this.redirects = redirects;
		this.currentSite = currentSite;
		this.problems = problems;
		this.limits = limits;
		this.contentLimits = contentLimits;
	}

	/**
	 * Takes over a folder if it is not what was last read.
	 * @param key the folder's name, which is the site's key
	 * @param folder the folder
	 * @param knownStamp the stamp of what was last read; empty if nothing was
	 * @return what became of it
	 */
	Outcome load(String key, Folder folder, String knownStamp) {
		if (!Site.isKey(key)) {
			report(key, List.of(SiteFolderReader.badName(key)));
			return Outcome.BROKEN;
		}
		SiteFolderReader reader = new SiteFolderReader(key, folder);
		try {
			String stamp = reader.stamp();
			if (stamp.equals(knownStamp)) {
				this.problems.set(key, List.of());
				return Outcome.UNCHANGED;
			}
			read(key, reader, knownStamp, stamp, sizeOf(key, folder));
			this.problems.set(key, List.of());
			return (stamp.equals(reader.stamp())) ? Outcome.READ : Outcome.CHANGED_MEANWHILE;
		}
		catch (FolderChangedException ex) {
			logger.debug("{}", ex.getMessage());
			return Outcome.CHANGED_MEANWHILE;
		}
		catch (BrokenFolderException ex) {
			return breakDown(key, ex.problems());
		}
		catch (FileProblemException ex) {
			return breakDown(key, ex.in(key));
		}
		catch (RuntimeException ex) {
			return fail(key, ex);
		}
	}

	/** Before anything in it is read. */
	private long sizeOf(String key, Folder folder) throws BrokenFolderException {
		long bytes = folder.bytes();
		try {
			this.limits.requireFolderSize(this.sites.find(key).orElse(null), bytes);
		}
		catch (InvalidInputException ex) {
			throw new BrokenFolderException(
					List.of(new SiteProblem("sites/" + key, null, String.valueOf(ex.getMessage()))));
		}
		return bytes;
	}

	private void read(String key, SiteFolderReader reader, String knownStamp, String stamp, long bytes)
			throws FileProblemException, BrokenFolderException {
		SiteFolderReader.Declaration declaration = reader.declaration();
		reader.requireModestTexts();
		ZoneId zone = this.sites.timeZoneOf(declaration.settings());
		Map<String, String> known = this.sites.find(key)
			.map((site) -> this.currentSite.call(site, this.content::digests))
			.orElse(Map.of());
		Map<String, String> digests = new HashMap<>();
		List<FolderItem> changed = new ArrayList<>();
		List<SiteProblem> mistakes = new ArrayList<>();
		for (String name : reader.contentFiles()) {
			try {
				String digest = reader.digest(name, zone);
				digests.put(name, digest);
				if (!digest.equals(known.get(name))) {
					changed.add(ContentFile.read(name, reader.text(name), zone));
				}
			}
			catch (FileProblemException ex) {
				mistakes.addAll(ex.in(key));
			}
		}
		List<RedirectDraft> declaredRedirects = List.of();
		try {
			declaredRedirects = reader.redirects();
		}
		catch (FileProblemException ex) {
			mistakes.addAll(ex.in(key));
		}
		if (!mistakes.isEmpty()) {
			throw new BrokenFolderException(mistakes);
		}
		List<RedirectDraft> wanted = declaredRedirects;
		declare(declaration, knownStamp, stamp, () -> {
			this.content.replace(digests, changed, declaration.menu());
			this.redirects.declare(wanted);
			this.contentLimits.requireItems();
			this.contentLimits.requireStorage(bytes);
		});
		logger.debug("Site '{}' read from its folder: {} pages and posts, {} of them changed", key, digests.size(),
				changed.size());
	}

	private void declare(SiteFolderReader.Declaration declaration, String knownStamp, String stamp, Runnable content)
			throws BrokenFolderException {
		SiteSettings settings = declaration.settings();
		String folder = "sites/" + settings.key() + "/";
		try {
			this.sites.declare(settings, knownStamp, stamp, content);
		}
		catch (InvalidFileException ex) {
			throw new BrokenFolderException(
					List.of(new SiteProblem(folder + ex.source(), null, String.valueOf(ex.getMessage()))));
		}
		catch (InvalidInputException ex) {
			throw new BrokenFolderException(declaration.problems(ex));
		}
	}

	private Outcome breakDown(String key, List<SiteProblem> found) {
		report(key, found);
		try {
			this.sites.declareBroken(key);
			return Outcome.BROKEN;
		}
		catch (RuntimeException ex) {
			return fail(key, ex);
		}
	}

	/** Whatever it is, it is this site's, and the others must go on. */
	private Outcome fail(String key, RuntimeException failure) {
		logger.error("Site folder '{}' could not be taken over", key, failure);
		this.problems.set(key, List.of(new SiteProblem("sites/" + key, null,
				"The folder could not be taken over; the log says why: " + failure.getClass().getSimpleName())));
		return Outcome.BROKEN;
	}

	/** What is tried again and again is logged when it changes. */
	private void report(String key, List<SiteProblem> found) {
		if (!found.equals(this.problems.of(key))) {
			found.forEach((problem) -> logger.error("Site '{}' is broken: {}", key, problem));
		}
		this.problems.set(key, found);
	}

	/**
	 * What became of a folder.
	 */
	enum Outcome {

		/** The folder is as it was when it was last read. */
		UNCHANGED,

		/** The site is what the folder says now. */
		READ,

		/** It was read, but files changed at the same time: it must be read again. */
		CHANGED_MEANWHILE,

		/** It has mistakes and changed nothing. */
		BROKEN

	}

	/**
	 * A folder has mistakes.
	 */
	private static final class BrokenFolderException extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient List<SiteProblem> problems;

		BrokenFolderException(List<SiteProblem> problems) {
			super(problems.toString());
			this.problems = problems;
		}

		List<SiteProblem> problems() {
			return this.problems;
		}

	}

}
