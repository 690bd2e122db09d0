package org.rowhouse.sitefolder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Coverage;
import org.rowhouse.content.FolderContent;
import org.rowhouse.content.FolderContent.FolderItem;
import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.SettingsCheck;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.sitefolder.SiteFolderReader.Declaration;
import org.rowhouse.theme.ThemeCheck;

/**
 * Checks the files of a home by the rules of a start, without a database. What was made
 * in the admin UI is not known, so an address or path that is taken there is not found.
 */
final class HomeCheck {

	private final Folder sites;

	private final Folder platform;

	private final ThemeCheck themes;

	private final SettingsCheck settings;

	private final List<SiteProblem> mistakes = new ArrayList<>();

	private final List<SiteProblem> warnings = new ArrayList<>();

	HomeCheck(Home home, RowhouseProperties properties) {
		this.sites = home.sites();
		this.platform = home.platform();
		this.themes = new ThemeCheck(home);
		this.settings = new SettingsCheck(properties, this.themes.names());
	}

	/**
	 * Checks site folders, and what they share.
	 * @param only the one site folder to tell about, or {@code null} for all and for
	 * {@code platform/}; addresses of the others count in any case
	 * @return what has been found
	 */
	Findings check(@Nullable String only) {
		List<SiteProblem> ofDefaults = DefaultsFile.read(this.platform, this.settings.defaults()).problems();
		if (only == null) {
			this.mistakes.addAll(ofDefaults);
			this.mistakes.addAll(this.themes.themes());
		}
		Map<String, @Nullable Declaration> declarations = new TreeMap<>();
		for (String name : this.sites.folders()) {
			boolean told = only == null || only.equals(name);
			if (!Site.isKey(name)) {
				tell(told, this.mistakes, List.of(SiteFolderReader.badName(name)));
			}
			else if (this.sites.file(name + "/site.yml").isEmpty()) {
				tell(told, this.warnings, List.of(new SiteProblem("sites/" + name, null,
						"The folder has no site.yml, so it is left out. A line such as 'name: Corner Shop' is enough.")));
			}
			else {
				declarations.put(name, declaration(name, told));
			}
		}
		if (only != null && !this.sites.folders().contains(only)) {
			this.mistakes.add(new SiteProblem("sites/" + only, null,
					"The folder is a link, or hidden, and is left out. Put the folder itself here."));
		}
		List<String> checked = declarations.keySet()
			.stream()
			.filter((name) -> only == null || only.equals(name))
			.toList();
		checked.forEach((name) -> site(name, declarations.get(name)));
		return new Findings(checked.size(), List.copyOf(this.mistakes), List.copyOf(this.warnings));
	}

	private static void tell(boolean told, List<SiteProblem> to, List<SiteProblem> problems) {
		if (told) {
			to.addAll(problems);
		}
	}

	private @Nullable Declaration declaration(String name, boolean told) {
		try {
			Declaration declaration = new SiteFolderReader(name, this.sites.folder(name)).readable();
			this.settings.declare(declaration.settings());
			return declaration;
		}
		catch (FileProblemException ex) {
			tell(told, this.mistakes, ex.in(name));
			return null;
		}
	}

	private void site(String name, @Nullable Declaration declaration) {
		Folder folder = this.sites.folder(name);
		String shown = "sites/" + name + "/";
		String timeZone = "";
		if (declaration != null) {
			timeZone = declaration.settings().timeZone();
			this.mistakes.addAll(settings(declaration));
		}
		SiteFolderReader reader = new SiteFolderReader(name, folder);
		Map<String, FolderItem> byUrl = content(name, reader, timeZone);
		redirects(name, reader, byUrl);
		this.mistakes.addAll(this.themes.templates(folder.folder("templates"), shown + "templates/"));
		if (declaration != null) {
			menu(shown, declaration, byUrl, folder);
		}
		for (String link : folder.links()) {
			this.warnings.add(new SiteProblem(shown + link, null,
					"This is a link. Links are not followed, so it is left out. Put the file itself here."));
		}
	}

	private List<SiteProblem> settings(Declaration declaration) {
		try {
			Site site = this.settings.check(declaration.settings());
			Map<String, String> options = new LinkedHashMap<>();
			this.themes.options(site.theme(), declaration.settings().options())
				.forEach((name, message) -> options.put("options." + name, message));
			return declaration.problems(new InvalidInputException(options));
		}
		catch (InvalidInputException ex) {
			return declaration.problems(ex);
		}
	}

	private Map<String, FolderItem> content(String name, SiteFolderReader reader, String timeZone) {
		Map<String, FolderItem> byUrl = new HashMap<>();
		for (String file : reader.contentFiles()) {
			try {
				FolderItem item = ContentFile.read(file, reader.text(file), SiteFolderReader.zone(timeZone));
				FolderItem other = byUrl.putIfAbsent(FolderContent.urlOf(item), item);
				if (other != null) {
					throw new FileProblemException(file,
							"It would be at the same path as " + other.source() + ". Rename one of them.");
				}
			}
			catch (FileProblemException ex) {
				this.mistakes.addAll(ex.in(name));
			}
			catch (RuntimeException ex) {
				this.mistakes.add(new SiteProblem("sites/" + name + "/" + file, null, "It cannot be read: " + ex));
			}
		}
		return byUrl;
	}

	/** A page goes before a redirect, which nobody would ever see. */
	private void redirects(String name, SiteFolderReader reader, Map<String, FolderItem> byUrl) {
		try {
			for (RedirectDraft redirect : reader.redirects()) {
				FolderItem page = byUrl.get(redirect.from());
				if (page != null && redirect.coverage() == Coverage.EXACT) {
					this.warnings.add(new SiteProblem("sites/" + name + "/" + SiteFolderReader.REDIRECTS, null,
							"The redirect from " + redirect.from() + " is not used: " + page.source()
									+ " is at this path."));
				}
			}
		}
		catch (FileProblemException ex) {
			this.mistakes.addAll(ex.in(name));
		}
	}

	/**
	 * Pages that were written in the admin UI are not known here: no more than a warning.
	 */
	private void menu(String shown, Declaration declaration, Map<String, FolderItem> byUrl, Folder folder) {
		List<MenuEntry> menu = declaration.menu();
		for (int i = 0; i < menu.size(); i++) {
			String path = menu.get(i).path().replaceFirst("[?#].*", "");
			boolean there = byUrl.containsKey(path) || path.isEmpty()
					|| path.matches("/|/posts(/\\d{4}/\\d{2})?|/feed\\.xml|/tag/.+")
					|| (path.startsWith("/static/") && folder.file(path.substring(1)).isPresent());
			if (!there) {
				Mistake mistake = new Mistake(declaration.yaml().position("menu[" + i + "].path"),
						"No file in content/ is the page " + path + " that this entry of the menu leads to.");
				this.warnings.add(mistake.in(shown + "site.yml"));
			}
		}
	}

	/**
	 * What has been found.
	 *
	 * @param sites how many site folders have been looked at
	 * @param mistakes what a start would refuse
	 * @param warnings what a start accepts, but hardly anybody means
	 */
	record Findings(int sites, List<SiteProblem> mistakes, List<SiteProblem> warnings) {

	}

}
