package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.ThemeNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.stereotype.Component;

/**
 * The themes that sites can have: the built-in one, and every folder in
 * {@code platform/themes/} with a {@code theme.yml}. Read at start and whenever one of
 * their files has changed.
 */
@Component
public class Themes implements ThemeNames {

	private static final Logger logger = LoggerFactory.getLogger(Themes.class);

	private static final int MAX_PARENTS = 5;

	private final Folder folder;

	private final SiteProblems problems;

	private volatile State state = new State(0, Map.of());

	Themes(Home home, SiteProblems problems) {
		this.folder = home.platform().folder("themes");
		this.problems = problems;
		reload();
	}

	/**
	 * Reads all themes again. What was kept of their templates and files is no longer
	 * used.
	 */
	public synchronized void reload() {
		Map<String, Declared> declared = new LinkedHashMap<>();
		for (String name : this.folder.folders()) {
			if (name.matches("[a-z0-9][a-z0-9-]{0,62}") && !name.equals(BUILT_IN)) {
				this.folder.folder(name)
					.file("theme.yml")
					.ifPresent((file) -> declared.put(name, read(name, file, this.problems)));
			}
		}
		Map<String, Theme> read = new LinkedHashMap<>();
		read.put(BUILT_IN, new Theme(BUILT_IN, "Plain", "Quiet and clear, for any site.", List.of()));
		declared.forEach((name, theme) -> read.put(name,
				new Theme(name, theme.title(), theme.description(), chain(name, declared))));
		this.state = new State(this.state.generation() + 1, Map.copyOf(read));
	}

	private static List<String> chain(String name, Map<String, Declared> declared) {
		List<String> chain = new ArrayList<>();
		String next = name;
		while (declared.containsKey(next)) {
			if (chain.contains(next) || chain.size() > MAX_PARENTS) {
				logger.error("The parents of the theme '{}' go in a circle or are more than {}", name, MAX_PARENTS);
				return List.of(name);
			}
			chain.add(next);
			next = declared.get(next).parent();
		}
		return List.copyOf(chain);
	}

	private static Declared read(String name, Path file, SiteProblems problems) {
		String shown = "platform/themes/" + name + "/theme.yml";
		problems.set(shown, List.of());
		try {
			Object declared = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
			if (declared instanceof Map<?, ?> values) {
				return new Declared(text(values.get("title"), name), text(values.get("description"), ""),
						text(values.get("parent"), ""));
			}
		}
		catch (YAMLException | IOException ex) {
			problems.set(shown, List.of(new SiteProblem(shown, null, String.valueOf(ex.getMessage()))));
			logger.error("{} cannot be read: {}", shown, ex.getMessage());
		}
		return new Declared(name, "", "");
	}

	private static String text(@Nullable Object value, String fallback) {
		return (value != null) ? value.toString().strip() : fallback;
	}

	/**
	 * Lists the themes.
	 * @return the built-in one first, the others by name
	 */
	public List<Theme> all() {
		return this.state.themes()
			.values()
			.stream()
			.sorted((a, b) -> (a.name().equals(BUILT_IN)) ? -1
					: (b.name().equals(BUILT_IN)) ? 1 : a.name().compareTo(b.name()))
			.toList();
	}

	@Override
	public Set<String> names() {
		return this.state.themes().keySet();
	}

	/**
	 * Returns where the files of a theme are looked for.
	 * @param name a theme's name
	 * @return names of folders in {@code platform/themes/}, in order; none for the
	 * built-in theme and for one that is not there any more
	 */
	List<String> chain(String name) {
		Theme theme = this.state.themes().get(name);
		return (theme != null) ? theme.chain() : List.of();
	}

	/** A number that any change of any theme raises; part of the key of what is kept. */
	long generation() {
		return this.state.generation();
	}

	private record State(long generation, Map<String, Theme> themes) {

	}

	private record Declared(String title, String description, String parent) {

	}

}
