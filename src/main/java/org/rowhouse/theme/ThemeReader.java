package org.rowhouse.theme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.ThemeNames;

/**
 * Makes themes out of the texts of all {@code theme.yml}, since a theme's options are
 * also its parents'.
 */
final class ThemeReader {

	private static final int MAX_PARENTS = 5;

	private static final Set<String> KEYS = Set.of("title", "description", "parent", "options", "fields", "templates");

	private static final Pattern TEMPLATE = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");

	private final Map<String, ThemeYaml> declared = new LinkedHashMap<>();

	private final Map<String, List<SiteProblem>> problems = new LinkedHashMap<>();

	private final Map<String, Theme> themes = new LinkedHashMap<>();

	/**
	 * Reads all themes.
	 * @param texts what their files hold, by the themes' names; that of the built-in
	 * theme is among them
	 */
	ThemeReader(Map<String, String> texts) {
		texts.forEach((name, text) -> {
			List<SiteProblem> found = new ArrayList<>();
			this.problems.put(name, found);
			this.declared.put(name, ThemeYaml.parse(file(name), text, KEYS, found));
		});
		this.declared.forEach((name, yaml) -> this.themes.put(name, theme(name, yaml)));
		this.problems.values().removeIf(List::isEmpty);
	}

	/** The name of a theme's file in messages. */
	static String file(String name) {
		return "platform/themes/" + name + "/theme.yml";
	}

	/** The themes by name; one with mistakes has what could be read. */
	Map<String, Theme> themes() {
		return this.themes;
	}

	/** All mistakes, by the names of those themes that have any. */
	Map<String, List<SiteProblem>> problems() {
		return this.problems;
	}

	private Theme theme(String name, ThemeYaml yaml) {
		List<String> chain = chain(name, yaml);
		return new Theme(name, yaml.text("title", name), yaml.text("description", ""), chain, options(yaml, chain),
				Map.copyOf(fields(yaml, chain)), Map.copyOf(titles(yaml, chain)));
	}

	/** The mistakes of a parent are told at the parent, as with options. */
	private Map<String, List<ThemeField>> fields(ThemeYaml yaml, List<String> chain) {
		Map<String, List<ThemeField>> fields = Map.of();
		for (int i = chain.size() - 1; i > 0; i--) {
			ThemeYaml parent = this.declared.get(chain.get(i));
			fields = (parent != null) ? FieldReader.read(parent.silently().mapping("fields", Set.of()), fields)
					: fields;
		}
		return FieldReader.read(yaml.mapping("fields", Set.of()), fields);
	}

	private Map<String, String> titles(ThemeYaml yaml, List<String> chain) {
		Map<String, String> titles = new LinkedHashMap<>();
		for (int i = chain.size() - 1; i > 0; i--) {
			ThemeYaml parent = this.declared.get(chain.get(i));
			if (parent != null) {
				addTitles(parent.silently(), titles);
			}
		}
		addTitles(yaml, titles);
		return titles;
	}

	private static void addTitles(ThemeYaml yaml, Map<String, String> titles) {
		ThemeYaml declared = yaml.mapping("templates", Set.of());
		for (String name : declared.keys()) {
			if (TEMPLATE.matcher(name).matches()) {
				titles.put(name, declared.text(name, name));
			}
			else {
				declared.problemWithKey(name,
						"A template's name has lower case letters, digits and hyphens, such as landing; '" + name
								+ "' has something else.");
			}
		}
	}

	/**
	 * Of parents that lead nowhere none is used, so that nobody wonders which ones are.
	 */
	private List<String> chain(String name, ThemeYaml yaml) {
		if (name.equals(ThemeNames.BUILT_IN)) {
			return List.of();
		}
		List<String> chain = new ArrayList<>(List.of(name));
		for (String next = parent(yaml); next != null; next = parent(this.declared.get(next))) {
			String mistake = mistake(name, next, chain);
			if (mistake != null) {
				yaml.problem("parent", mistake);
				return List.of(name);
			}
			if (next.equals(ThemeNames.BUILT_IN)) {
				break;
			}
			chain.add(next);
		}
		return List.copyOf(chain);
	}

	private @Nullable String mistake(String name, String next, List<String> chain) {
		if (!this.declared.containsKey(next)) {
			return "There is no theme '" + next + "'. The themes are "
					+ String.join(", ", this.declared.keySet().stream().sorted().toList()) + ".";
		}
		if (chain.contains(next)) {
			return "The parents go in a circle: " + String.join(" → ", chain) + " → " + next + ".";
		}
		return (chain.size() > MAX_PARENTS)
				? "A theme has at most " + MAX_PARENTS + " parents above each other; '" + name + "' has more." : null;
	}

	private static @Nullable String parent(@Nullable ThemeYaml yaml) {
		String parent = (yaml != null && yaml.has("parent")) ? yaml.text("parent", "") : "";
		return (parent.isEmpty()) ? null : parent;
	}

	/** The mistakes of a parent are told at the parent, and not again at its children. */
	private List<ThemeOption> options(ThemeYaml yaml, List<String> chain) {
		List<ThemeOption> options = List.of();
		String last = (chain.isEmpty()) ? null : parent(this.declared.get(chain.get(chain.size() - 1)));
		if (ThemeNames.BUILT_IN.equals(last)) {
			options = read(ThemeNames.BUILT_IN, options);
		}
		for (int i = chain.size() - 1; i > 0; i--) {
			options = read(chain.get(i), options);
		}
		return OptionReader.read(yaml.mapping("options", Set.of()), options);
	}

	private List<ThemeOption> read(String parent, List<ThemeOption> inherited) {
		ThemeYaml yaml = this.declared.get(parent);
		return (yaml != null) ? OptionReader.read(yaml.silently().mapping("options", Set.of()), inherited) : inherited;
	}

}
