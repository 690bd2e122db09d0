package org.rowhouse.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The languages that people can have the admin UI and their mails in: English, which the
 * application is written in, and one for each catalogue.
 */
@Component
public class Languages {

	/** Those that are complete; {@code language/<tag>.po} has their texts. */
	private static final List<String> CATALOGUES = List.of("de");

	private final Map<String, Words> words;

	Languages() {
		Map<String, Words> all = new LinkedHashMap<>();
		all.put(Locale.ENGLISH.toLanguageTag(), new Words(Locale.ENGLISH, List::of));
		CATALOGUES.forEach((tag) -> all.put(tag, new Words(Locale.forLanguageTag(tag), () -> catalogue(tag))));
		this.words = Collections.unmodifiableMap(all);
	}

	/**
	 * Reads a catalogue, which is not done before somebody needs it.
	 * @throws IllegalStateException if it is not understood, with the line
	 */
	static List<PoFile.Entry> catalogue(String tag) {
		String name = "language/" + tag + ".po";
		try {
			return PoFile.parse(name, new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the texts of all languages.
	 * @return the texts, those of English first
	 */
	public Collection<Words> all() {
		return Collections.unmodifiableCollection(this.words.values());
	}

	/**
	 * Returns the texts of a language.
	 * @param locale the language; its country does not matter
	 * @return its texts, or those of English if there is no catalogue
	 */
	public Words of(Locale locale) {
		return Optional.ofNullable(this.words.get(locale.getLanguage())).orElseGet(this::english);
	}

	/**
	 * Returns the language by its tag.
	 * @param tag what was chosen; {@code null} or empty for none
	 * @return the language; empty if there is none of that name
	 */
	public Optional<Locale> find(@Nullable String tag) {
		return Optional.ofNullable((tag != null) ? this.words.get(tag) : null).map(Words::locale);
	}

	/**
	 * Returns the first of some languages that there is (RFC 4647, lookup).
	 * @param wanted what a browser prefers, the best first
	 * @return the language; English if there is none of them
	 */
	public Locale best(Enumeration<Locale> wanted) {
		while (wanted.hasMoreElements()) {
			Words found = this.words.get(wanted.nextElement().getLanguage());
			if (found != null) {
				return found.locale();
			}
		}
		return Locale.ENGLISH;
	}

	private Words english() {
		return Objects.requireNonNull(this.words.get(Locale.ENGLISH.getLanguage()));
	}

}
