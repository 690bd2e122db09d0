package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.attoparser.ParseException;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.ThemeNames;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;

/**
 * Checks themes and templates as far as that goes without rendering them: they are read
 * and parsed by the engine that would render them.
 */
public final class ThemeCheck {

	private static final Pattern FILE = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.html");

	private final Folder folder;

	private final SiteProblems problems = new SiteProblems();

	private final Themes themes;

	/**
	 * Reads the themes of a home.
	 * @param home where they are
	 */
	public ThemeCheck(Home home) {
		this.folder = home.platform().folder("themes");
		this.themes = new Themes(home, this.problems);
	}

	/**
	 * Returns the themes that sites can have.
	 * @return their names
	 */
	public ThemeNames names() {
		return this.themes;
	}

	/**
	 * Checks all themes.
	 * @return what is wrong with their {@code theme.yml} and their templates
	 */
	public List<SiteProblem> themes() {
		List<SiteProblem> found = new ArrayList<>();
		this.problems.all().values().forEach(found::addAll);
		for (String name : this.folder.folders()) {
			found.addAll(
					templates(this.folder.folder(name).folder("templates"), "platform/themes/" + name + "/templates/"));
		}
		return found;
	}

	/**
	 * Compares values of options with what a theme declares.
	 * @param theme a theme's name
	 * @param options values by name
	 * @return a message for each that does not fit, by name
	 */
	public Map<String, String> options(String theme, Map<String, String> options) {
		return new ThemeOptions(this.themes).check(theme, options);
	}

	/**
	 * Checks the templates in a folder.
	 * @param templates the folder {@code templates/} of a site or theme; it need not
	 * exist
	 * @param shown what to put in front of the names of its files
	 * @return what is wrong with them
	 */
	public List<SiteProblem> templates(Folder templates, String shown) {
		SandboxedEngine engine = new SandboxedEngine((name) -> Optional.empty());
		List<SiteProblem> found = new ArrayList<>();
		for (String file : templates.files()) {
			if (file.endsWith(".html") && !FILE.matcher(file).matches()) {
				found.add(new SiteProblem(shown + file, null,
						"No page can use a template of this name. Use lower case letters, digits and hyphens."));
			}
			else if (file.endsWith(".html")) {
				templates.file(file).ifPresent((path) -> {
					try {
						engine.parse(file, Files.readString(path));
					}
					catch (TemplateEngineException ex) {
						found.add(problem(shown + file, ex));
					}
					catch (IOException ex) {
						found.add(new SiteProblem(shown + file, null, "The file cannot be read as UTF-8 text."));
					}
				});
			}
		}
		return found;
	}

	private static SiteProblem problem(String file, TemplateEngineException failure) {
		Integer line = null;
		Integer column = null;
		Throwable last = failure;
		for (Throwable at = failure; at != null; at = at.getCause()) {
			if (at instanceof TemplateProcessingException located && located.getLine() != null) {
				line = located.getLine();
				column = located.getCol();
			}
			if (at instanceof ParseException located && located.getLine() != null) {
				line = located.getLine();
				column = located.getCol();
			}
			last = at;
		}
		String said = String.valueOf(last.getMessage())
			.lines()
			.findFirst()
			.orElse("")
			.replaceFirst("^\\(Line.*?\\) ", "")
			.replaceFirst(" \\(template: .*\\)$", "");
		return new SiteProblem(file, line, column, "The template cannot be parsed: " + said);
	}

}
