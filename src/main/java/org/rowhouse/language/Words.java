package org.rowhouse.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The texts of the application in one language. The English text is the key. What has no
 * entry stays English: nothing fails for want of a translation.
 * <p>
 * Entries with <code>{0}</code> are patterns: they fit each text that has something in
 * that place. <code>{0:words}</code> in the translation says that what is there is looked
 * up as well. Of several sentences each can have an entry of its own.
 */
public final class Words {

	private static final Pattern PLACE = Pattern.compile("\\{(\\d)(:words)?}");

	/** Longer texts are none of the application. */
	private static final int MAX_LENGTH = 2000;

	private static final String NO_CONTEXT = "";

	private static final String SCRIPT = "script";

	private final Locale locale;

	private final SingletonSupplier<Catalogue> catalogue;

	/**
	 * Makes the texts of a language.
	 * @param locale the language
	 * @param entries reads the catalogue, when somebody needs it
	 */
	Words(Locale locale, Supplier<List<PoFile.Entry>> entries) {
		this.locale = locale;
		this.catalogue = SingletonSupplier.of(() -> Catalogue.of(entries.get()));
	}

	/**
	 * Returns the language.
	 * @return the language
	 */
	public Locale locale() {
		return this.locale;
	}

	/**
	 * Returns a text of the application that was made at run time. What users wrote must
	 * not be given here.
	 * @param text the English text; {@code null} for none
	 * @return the text in this language, or as it is; {@code null} for {@code null}
	 */
	public @Nullable String of(@Nullable Object text) {
		return (text != null) ? translate(text.toString()) : null;
	}

	/**
	 * Returns a text of the application, which is there.
	 * @param text the English text
	 * @return the text in this language, or as it is
	 */
	public String text(String text) {
		return translate(text);
	}

	private String translate(String text) {
		String found = find(text);
		if (found != null || text.length() > MAX_LENGTH) {
			return (found != null) ? found : text;
		}
		for (int end = text.indexOf(". "); end >= 0; end = text.indexOf(". ", end + 1)) {
			String first = find(text.substring(0, end + 1));
			if (first != null) {
				return first + " " + translate(text.substring(end + 2));
			}
		}
		return text;
	}

	private @Nullable String find(String text) {
		Catalogue all = this.catalogue.obtain();
		String found = all.exact().get(new Key(NO_CONTEXT, text));
		if (found != null || text.length() > MAX_LENGTH) {
			return found;
		}
		for (Template pattern : all.patterns()) {
			Matcher matcher = pattern.match(text);
			if (matcher != null) {
				return fill(pattern.text(), matcher);
			}
		}
		return null;
	}

	private String fill(String translation, Matcher values) {
		return PLACE.matcher(translation).replaceAll((place) -> {
			String value = values.group("p" + place.group(1));
			return Matcher.quoteReplacement((place.group(2) != null) ? translate(value) : value);
		});
	}

	/**
	 * Returns the texts of the scripts: the entries with the context {@code script}.
	 * @return the texts by the English ones
	 */
	public Map<String, String> ofScripts() {
		Map<String, String> texts = new TreeMap<>();
		this.catalogue.obtain().exact().forEach((key, text) -> {
			if (key.context().equals(SCRIPT)) {
				texts.put(key.id(), text);
			}
		});
		return texts;
	}

	/**
	 * Returns a text that stands in a template.
	 * @param template the name of the template, which may have a meaning of its own
	 * @param text the English text
	 * @return the text in this language, or as it is
	 */
	String inTemplate(String template, String text) {
		Map<Key, String> exact = this.catalogue.obtain().exact();
		String found = exact.get(new Key(template, text));
		return (found != null) ? found : exact.getOrDefault(new Key(NO_CONTEXT, text), text);
	}

	/**
	 * The entries that have a translation.
	 *
	 * @param exact the translations of texts
	 * @param patterns those of texts with places in them, the best first
	 */
	private record Catalogue(Map<Key, String> exact, List<Template> patterns) {

		static Catalogue of(List<PoFile.Entry> entries) {
			Map<Key, String> exact = entries.stream()
				.filter((entry) -> !entry.text().isEmpty())
				.collect(Collectors.toUnmodifiableMap((entry) -> new Key(entry.context(), entry.id()),
						PoFile.Entry::text, (first, second) -> first));
			List<Template> patterns = entries.stream()
				.filter((entry) -> !entry.text().isEmpty() && entry.context().isEmpty()
						&& PLACE.matcher(entry.id()).find())
				.map(Template::of)
				.sorted(Comparator.comparingInt(Template::fixed).reversed())
				.toList();
			return new Catalogue(exact, patterns);
		}

	}

	/**
	 * What a translation is found by.
	 */
	private record Key(String context, String id) {

	}

	/**
	 * A text with places in it.
	 *
	 * @param start what texts begin with that can fit
	 * @param pattern finds the places
	 * @param fixed how many characters are the same in each such text: the more, the
	 * better it fits
	 * @param text the translation
	 */
	private record Template(String start, Pattern pattern, int fixed, String text) {

		static Template of(PoFile.Entry entry) {
			Matcher places = PLACE.matcher(entry.id());
			StringBuilder regex = new StringBuilder();
			int from = 0;
			int fixed = 0;
			while (places.find()) {
				regex.append(Pattern.quote(entry.id().substring(from, places.start())));
				regex.append("(?<p").append(places.group(1)).append(">.+?)");
				fixed += places.start() - from;
				from = places.end();
			}
			regex.append(Pattern.quote(entry.id().substring(from)));
			fixed += entry.id().length() - from;
			return new Template(entry.id().substring(0, entry.id().indexOf('{')),
					Pattern.compile(regex.toString(), Pattern.DOTALL), fixed, entry.text());
		}

		@Nullable Matcher match(String text) {
			if (text.length() <= this.fixed || !text.startsWith(this.start)) {
				return null;
			}
			Matcher matcher = this.pattern.matcher(text);
			return (matcher.matches()) ? matcher : null;
		}

	}

}
