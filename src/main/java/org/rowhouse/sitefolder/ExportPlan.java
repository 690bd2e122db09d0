package org.rowhouse.sitefolder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.FolderContent;
import org.rowhouse.content.FolderContent.FolderItem;
import org.rowhouse.content.FolderContent.InvalidFileException;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.RedirectCsv;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.content.WrittenContent.Content;
import org.rowhouse.content.WrittenContent.Written;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteSettings;

/**
 * What an export of a site writes. Every text in it has been read again as the folder
 * will be, and says what it should.
 *
 * @param site the site as it was when this was planned
 * @param settings what {@code site.yml} will declare
 * @param created texts of files that are not there yet, by name in the site folder
 * @param changed how files that are there change, by name in the site folder
 * @param sources which file an item will come from, by the number of the item
 */
record ExportPlan(Site site, SiteSettings settings, Map<String, String> created, Map<String, Change> changed,
		Map<Long, String> sources) {

	private static final String SITE_YML = "site.yml";

	private static final String REDIRECTS = SiteFolderReader.REDIRECTS;

	/**
	 * Plans to write everything.
	 * @param site a site without a folder
	 * @param content all of its content
	 * @param redirects all of its redirects
	 * @return the plan
	 * @throws ConflictException if something cannot be a file
	 */
	static ExportPlan whole(Site site, Content content, List<PathRedirect> redirects) {
		Map<String, String> options = new LinkedHashMap<>(site.origins().ownOptions());
		options.putAll(site.origins().fileOptions());
		SiteSettings settings = site.own().withOptions(options).withoutUsualRoles();
		String text = SiteYml.write(settings, content.menu());
		SiteFolderReader.Declaration read = read(site, text);
		if (!read.settings().equals(settings) || !read.menu().equals(content.menu())) {
			throw new ConflictException("The settings of '" + site.key() + "' cannot be written as a file.");
		}
		Map<String, String> created = new LinkedHashMap<>();
		Map<Long, String> sources = addItems(created, site, content.items());
		created.put(SITE_YML, text);
		if (!redirects.isEmpty()) {
			created.put(REDIRECTS, text(site, redirects));
		}
		return new ExportPlan(site, settings, created, Map.of(), sources);
	}

	/**
	 * Plans to write what is not in the folder of a site yet.
	 * @param site a site with a folder
	 * @param content all of its content
	 * @param redirects all of its redirects
	 * @param present the text of its {@code site.yml}
	 * @param presentRedirects the text of its {@code redirects.csv}, or {@code null}
	 * @return the plan
	 * @throws ConflictException if something cannot be a file, or cannot be added to the
	 * text
	 */
	static ExportPlan beside(Site site, Content content, List<PathRedirect> redirects, String present,
			@Nullable String presentRedirects) {
		SiteSettings before = read(site, present).settings();
		Map<String, String> missingOptions = new LinkedHashMap<>(site.origins().ownOptions());
		missingOptions.keySet().removeAll(site.origins().fileOptions().keySet());
		SiteSettings missing = site.ownWithoutFile().withOptions(missingOptions).withoutUsualRoles();
		Map<String, String> created = new LinkedHashMap<>();
		Map<Long, String> sources = addItems(created, site,
				content.items().stream().filter((item) -> item.source() == null).toList());
		Map<String, String> allOptions = new LinkedHashMap<>(before.options());
		allOptions.putAll(missingOptions);
		SiteSettings after = before.orElse(missing).withOptions(allOptions);
		Map<String, Change> changed = new LinkedHashMap<>();
		if (!after.equals(before)) {
			changed.put(SITE_YML, new Change(present, added(site, present, missing, after)));
		}
		if (redirects.stream().anyMatch((redirect) -> redirect.origin() != PathRedirect.Origin.FILE)) {
			if (presentRedirects == null) {
				created.put(REDIRECTS, text(site, redirects));
			}
			else {
				changed.put(REDIRECTS, new Change(presentRedirects, text(site, redirects)));
			}
		}
		return new ExportPlan(site, after, created, changed, sources);
	}

	/** The file is written anew, in the usual columns. */
	private static String text(Site site, List<PathRedirect> redirects) {
		List<RedirectDraft> drafts = redirects.stream().map(PathRedirect::toDraft).toList();
		String text = RedirectCsv.write(drafts);
		try {
			if (Set.copyOf(SiteFolderReader.redirects(text)).equals(Set.copyOf(drafts))) {
				return text;
			}
			throw new ConflictException("The redirects of '" + site.key() + "' cannot be written as a file.");
		}
		catch (FileProblemException ex) {
			throw new ConflictException("Nothing was exported, since the redirects of '" + site.key()
					+ "' cannot be a file as they are. Change them, then export again: " + ex.getMessage());
		}
	}

	private static String added(Site site, String present, SiteSettings missing, SiteSettings after) {
		try {
			String mark = (present.startsWith("\uFEFF")) ? "\uFEFF" : "";
			String text = mark + SiteYml.add(present.substring(mark.length()), missing);
			if (declares(site, text, after)) {
				return text;
			}
		}
		catch (SiteYml.UnknownFormException ex) {
			// As below: there is no place for the lines that this would find.
		}
		throw new ConflictException("sites/" + site.key() + "/site.yml is written in a form to which no lines can be "
				+ "added without changing others. Nothing was exported. Add this by hand, then export again:\n"
				+ SiteYml.linesToAdd(missing));
	}

	private static boolean declares(Site site, String text, SiteSettings settings) {
		try {
			return SiteFolderReader.declaration(site.key(), SiteFolderReader.plain(text)).settings().equals(settings);
		}
		catch (FileProblemException ex) {
			return false;
		}
	}

	private static SiteFolderReader.Declaration read(Site site, String text) {
		try {
			return SiteFolderReader.declaration(site.key(), SiteFolderReader.plain(text));
		}
		catch (FileProblemException ex) {
			throw new ConflictException("The settings of '" + site.key() + "' cannot be exported: " + ex.getMessage());
		}
	}

	/** Those whose name says their path come first, so that no other takes it. */
	private static Map<Long, String> addItems(Map<String, String> files, Site site, List<Written> items) {
		Map<Long, String> sources = new LinkedHashMap<>();
		Set<String> mistakes = new LinkedHashSet<>();
		List<Written> inOrder = new ArrayList<>(items);
		inOrder.sort((a, b) -> Boolean.compare(!ContentText.sayable(a.kind(), a.draft()),
				!ContentText.sayable(b.kind(), b.draft())));
		for (Written item : inOrder) {
			try {
				FolderItem wanted = new FolderItem(item.kind(), freeName(files, site, item), item.draft());
				String path = (ContentText.sayable(item.kind(), item.draft())) ? "" : item.draft().path();
				String text = ContentText.write(FolderContent.validate(wanted), path, site.timeZone());
				requireSame(wanted, ContentFile.read(wanted.source(), text, site.timeZone()));
				files.put(wanted.source(), text);
				sources.put(item.id(), wanted.source());
			}
			catch (FileProblemException | InvalidFileException ex) {
				mistakes.add("'" + item.draft().title() + "' (" + item.draft().path() + "): " + ex.getMessage());
			}
		}
		if (!mistakes.isEmpty()) {
			throw new ConflictException("Nothing was exported, since these cannot be files as they are. "
					+ "Change them, then export again: " + String.join(" ", mistakes));
		}
		return sources;
	}

	private static String freeName(Map<String, String> files, Site site, Written item) {
		String name = ContentText.name(item.kind(), item.draft(), site.timeZone());
		String free = name;
		for (int i = 2; files.containsKey(free + ".md"); i++) {
			free = name + "-" + i;
		}
		return free + ".md";
	}

	private static void requireSame(FolderItem wanted, FolderItem read) throws FileProblemException {
		boolean same = read.kind() == wanted.kind()
				&& FolderContent.validate(read).equals(FolderContent.validate(wanted));
		if (!same) {
			throw new FileProblemException(wanted.source(), "A file would say something else.");
		}
	}

	/** The files that are written, in order. */
	List<String> names() {
		List<String> names = new ArrayList<>(this.created.keySet());
		names.addAll(this.changed.keySet());
		return names.stream().sorted().toList();
	}

	/**
	 * A file that says more.
	 *
	 * @param before its text
	 * @param after its text afterwards
	 */
	record Change(String before, String after) {

	}

}
