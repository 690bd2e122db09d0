package org.rowhouse.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The scripts of others that the admin UI is made with: a fixed list, out of the jar.
 * <p>
 * Modules name each other as packages ({@code from 'prosemirror-model'}), which a browser
 * does not understand without an import map, and an import map would be an inline script.
 * So they are served with the names of their files instead. Nothing else is changed.
 */
@Component
class AdminLibraries {

	private static final String WEBJARS = "META-INF/resources/webjars/";

	private static final Map<String, String> SCRIPTS = Map.of("htmx.min.js", "htmx.org/2.0.10/dist/htmx.min.js",
			"markdown-it.min.js", "markdown-it/14.1.0/dist/markdown-it.min.js");

	private static final Map<String, String> MODULES = Map.ofEntries(
			Map.entry("orderedmap.js", "orderedmap/2.1.1/dist/index.js"),
			Map.entry("prosemirror-commands.js", "prosemirror-commands/1.7.1/dist/index.js"),
			Map.entry("prosemirror-dropcursor.js", "prosemirror-dropcursor/1.8.2/dist/index.js"),
			Map.entry("prosemirror-gapcursor.js", "prosemirror-gapcursor/1.4.0/dist/index.js"),
			Map.entry("prosemirror-history.js", "prosemirror-history/1.5.0/dist/index.js"),
			Map.entry("prosemirror-inputrules.js", "prosemirror-inputrules/1.5.1/dist/index.js"),
			Map.entry("prosemirror-keymap.js", "prosemirror-keymap/1.2.3/dist/index.js"),
			Map.entry("prosemirror-model.js", "prosemirror-model/1.25.4/dist/index.js"),
			Map.entry("prosemirror-schema-list.js", "prosemirror-schema-list/1.5.1/dist/index.js"),
			Map.entry("prosemirror-state.js", "prosemirror-state/1.4.4/dist/index.js"),
			Map.entry("prosemirror-tables.js", "prosemirror-tables/1.8.1/dist/index.js"),
			Map.entry("prosemirror-transform.js", "prosemirror-transform/1.11.0/dist/index.js"),
			Map.entry("prosemirror-view.js", "prosemirror-view/1.41.5/dist/index.js"),
			Map.entry("rope-sequence.js", "rope-sequence/1.3.4/dist/index.js"),
			Map.entry("w3c-keyname.js", "w3c-keyname/2.2.8/index.js"));

	private static final Pattern IMPORT = Pattern
		.compile("(?m)^(import |(?:import |export )?[^'\"\n;]*\\bfrom )" + "(['\"])([a-z0-9-]+)\\2(?=;)");

	/**
	 * Finds a script.
	 * @param name the name of a file such as {@code prosemirror-view.js}
	 * @return the script as a browser can load it, or nothing if there is no such library
	 * @throws IOException if it cannot be read
	 */
	Optional<Resource> find(String name) throws IOException {
		if (SCRIPTS.containsKey(name)) {
			return Optional.of(new ClassPathResource(WEBJARS + SCRIPTS.get(name)));
		}
		return (MODULES.containsKey(name)) ? Optional.of(new Module(WEBJARS + MODULES.get(name))) : Optional.empty();
	}

	/** A module whose imports are names of files. */
	private static final class Module extends ByteArrayResource {

		private final ClassPathResource file;

		Module(String path) throws IOException {
			this(new ClassPathResource(path));
		}

		private Module(ClassPathResource file) throws IOException {
			super(IMPORT.matcher(file.getContentAsString(StandardCharsets.UTF_8))
				.replaceAll("$1$2./$3.js$2")
				.getBytes(StandardCharsets.UTF_8));
			this.file = file;
		}

		@Override
		public String getFilename() {
			return "module.js";
		}

		@Override
		public long lastModified() throws IOException {
			return this.file.lastModified();
		}

	}

}
