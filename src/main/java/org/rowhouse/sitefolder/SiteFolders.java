package org.rowhouse.sitefolder;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.rowhouse.content.FolderContent;
import org.rowhouse.content.FolderContent.FolderItem;
import org.rowhouse.content.FolderContent.InvalidFileException;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDeletionGuard;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Takes over all site folders at start. Each site is its own transaction: a folder with a
 * mistake changes nothing, keeps the last good state of its site, and stops no other. A
 * folder that has not changed is not written again.
 */
@Component
class SiteFolders implements ApplicationRunner, SiteDeletionGuard {

	private static final Logger logger = LoggerFactory.getLogger(SiteFolders.class);

	private static final String KEY = "[a-z0-9][a-z0-9-]{0,62}";

	private final Folder folder;

	private final Sites sites;

	private final FolderContent content;

	private final SiteProblems problems;

	SiteFolders(Home home, Sites sites, FolderContent content, SiteProblems problems) {
		this.folder = home.sites();
		this.sites = sites;
		this.content = content;
		this.problems = problems;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Map<String, String> digests = this.sites.folderDigests();
		for (String name : this.folder.folders()) {
			if (this.folder.file(name + "/site.yml").isPresent()) {
				load(name, digests.getOrDefault(name, ""));
			}
			else {
				logger.info("sites/{} has no site.yml and is left out", name);
			}
		}
		// An address may have been in the way that another folder has given up since.
		for (String name : this.problems.all().keySet()) {
			if (name.matches(KEY) && this.folder.file(name + "/site.yml").isPresent()) {
				load(name, digests.getOrDefault(name, ""));
			}
		}
	}

	private void load(String key, String knownDigest) {
		if (!key.matches(KEY)) {
			report(key, List.of(new SiteProblem("sites/" + key, null,
					"The folder's name is the site's key: 1 to 63 lower case letters, digits and hyphens. Rename it.")));
			return;
		}
		SiteFolderReader reader = new SiteFolderReader(key, this.folder.folder(key));
		try {
			String digest = reader.digest();
			if (!digest.equals(knownDigest)) {
				read(key, reader, digest);
			}
			this.problems.set(key, List.of());
		}
		catch (BrokenFolderException ex) {
			breakDown(key, ex.problems());
		}
		catch (FileProblemException ex) {
			breakDown(key, List.of(ex.in(key)));
		}
		catch (RuntimeException ex) {
			fail(key, ex);
		}
	}

	private void read(String key, SiteFolderReader reader, String digest)
			throws FileProblemException, BrokenFolderException {
		SiteFolderReader.Declaration declaration = reader.declaration();
		List<FolderItem> items = new ArrayList<>();
		List<SiteProblem> mistakes = new ArrayList<>();
		ZoneId zone = zone(declaration.settings().timeZone());
		for (String name : reader.contentFiles()) {
			try {
				items.add(ContentFile.read(name, reader.text(name), zone));
			}
			catch (FileProblemException ex) {
				mistakes.add(ex.in(key));
			}
		}
		if (!mistakes.isEmpty()) {
			throw new BrokenFolderException(mistakes);
		}
		try {
			this.sites.declare(declaration.settings(), digest, () -> this.content.replace(items, declaration.menu()));
			logger.info("Site '{}' read from its folder: {} pages and posts", key, items.size());
		}
		catch (InvalidFileException ex) {
			throw new BrokenFolderException(List
				.of(new SiteProblem("sites/" + key + "/" + ex.source(), null, String.valueOf(ex.getMessage()))));
		}
		catch (InvalidInputException ex) {
			throw new BrokenFolderException(ex.errors()
				.entrySet()
				.stream()
				.map((error) -> new SiteProblem("sites/" + key + "/site.yml", declaration.yaml().lineOf(error.getKey()),
						error.getValue()))
				.toList());
		}
	}

	/** A wrong time zone is told with the other settings; until then any will do. */
	private static ZoneId zone(String id) {
		try {
			return (id.isBlank()) ? ZoneId.of("UTC") : ZoneId.of(id.strip());
		}
		catch (DateTimeException ex) {
			return ZoneId.of("UTC");
		}
	}

	private void breakDown(String key, List<SiteProblem> found) {
		report(key, found);
		try {
			this.sites.declareBroken(key);
		}
		catch (RuntimeException ex) {
			fail(key, ex);
		}
	}

	/** Whatever it is, it is this site's, and the others must start. */
	private void fail(String key, RuntimeException failure) {
		logger.error("Site folder '{}' could not be taken over", key, failure);
		this.problems.set(key, List.of(new SiteProblem("sites/" + key, null,
				"The folder could not be taken over; the log says why: " + failure.getClass().getSimpleName())));
	}

	private void report(String key, List<SiteProblem> found) {
		this.problems.set(key, found);
		found.forEach((problem) -> logger.error("Site '{}' is broken: {}", key, problem));
	}

	@Override
	public Optional<String> objectionTo(Site site) {
		boolean declared = site.folder() && this.folder.file(site.key() + "/site.yml").isPresent();
		return (declared) ? Optional.of("The folder sites/" + site.key()
				+ " declares this site and would bring it back at the next start. Move the folder away, then delete.")
				: Optional.empty();
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
