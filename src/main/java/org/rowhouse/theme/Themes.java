package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
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
 * {@code platform/themes/} with a {@code theme.yml}. Read at start.
 */
@Component
public class Themes implements ThemeNames {

	private static final Logger logger = LoggerFactory.getLogger(Themes.class);

	private final List<Theme> themes;

	Themes(Home home) {
		Folder folder = home.platform().folder("themes");
		List<Theme> found = new ArrayList<>();
		found.add(new Theme(BUILT_IN, "Plain", "Quiet and clear, for any site."));
		for (String name : folder.folders()) {
			if (name.matches("[a-z0-9][a-z0-9-]{0,62}") && !name.equals(BUILT_IN)) {
				folder.folder(name).file("theme.yml").ifPresent((file) -> found.add(read(name, file)));
			}
		}
		this.themes = List.copyOf(found);
	}

	private static Theme read(String name, Path file) {
		try {
			Object declared = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
			if (declared instanceof Map<?, ?> values) {
				return new Theme(name, text(values.get("title"), name), text(values.get("description"), ""));
			}
		}
		catch (YAMLException | IOException ex) {
			logger.error("platform/themes/{}/theme.yml cannot be read: {}", name, ex.getMessage());
		}
		return new Theme(name, name, "");
	}

	private static String text(@Nullable Object value, String fallback) {
		return (value != null) ? value.toString().strip() : fallback;
	}

	/**
	 * Lists the themes.
	 * @return the built-in one first
	 */
	public List<Theme> all() {
		return this.themes;
	}

	@Override
	public Set<String> names() {
		return this.themes.stream().map(Theme::name).collect(Collectors.toSet());
	}

}
