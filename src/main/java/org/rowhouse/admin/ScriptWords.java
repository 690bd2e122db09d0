package org.rowhouse.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.language.Languages;
import org.rowhouse.language.Words;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The words of the scripts in other languages: {@code words-de.js} is {@code words.js}
 * with what the catalogue has for scripts.
 */
@Component
class ScriptWords {

	private static final String EMPTY = "const texts = {};";

	/** Who does not open the admin UI does not wait for them. */
	private final SingletonSupplier<Map<String, Resource>> scripts;

	ScriptWords(Languages languages, JsonMapper json) {
		this.scripts = SingletonSupplier.of(() -> scripts(languages, json));
	}

	private static Map<String, Resource> scripts(Languages languages, JsonMapper json) {
		Map<String, Resource> all = new HashMap<>();
		ClassPathResource source = new ClassPathResource("admin-assets/words.js");
		try {
			String script = source.getContentAsString(StandardCharsets.UTF_8);
			long modified = source.lastModified();
			for (Words words : languages.all()) {
				String name = "words-" + words.locale().toLanguageTag() + ".js";
				String texts = "const texts = " + json.writeValueAsString(words.ofScripts()) + ";";
				all.put(name, new Script(name, script.replace(EMPTY, texts), modified));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Map.copyOf(all);
	}

	/**
	 * Finds the words of a language.
	 * @param name the name of the file, such as {@code words-de.js}
	 * @return the script; empty if there is no such language
	 */
	Optional<Resource> find(String name) {
		return Optional.ofNullable(this.scripts.obtain().get(name));
	}

	private static final class Script extends ByteArrayResource {

		private final String name;

		private final long modified;

		Script(String name, String content, long modified) {
			super(content.getBytes(StandardCharsets.UTF_8));
			this.name = name;
			this.modified = modified;
		}

		@Override
		public String getFilename() {
			return this.name;
		}

		@Override
		public long lastModified() {
			return this.modified;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return super.equals(other) && other instanceof Script script && this.name.equals(script.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

}
