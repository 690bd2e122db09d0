package org.rowhouse.theme;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * The options that themes declare, and what they come to on a site.
 */
@Component
public class ThemeOptions implements GeneratedFile {

	private static final String STYLESHEET = "/options.css";

	/** Of a few kilobytes at most. */
	private static final int KEPT_SHEETS = 1000;

	private final Themes themes;

	private final Cache<Key, Sheet> sheets = Caffeine.newBuilder().maximumSize(KEPT_SHEETS).build();

	ThemeOptions(Themes themes) {
		this.themes = themes;
	}

	/**
	 * Lists the options of a theme.
	 * @param theme a theme's name
	 * @return its options, those of its parents first; none if it is not there
	 */
	public List<ThemeOption> of(String theme) {
		return this.themes.find(theme).map(Theme::options).orElse(List.of());
	}

	/**
	 * Returns what templates of a site see. Of an option that its theme declares an empty
	 * value counts as none, and for one that does not fit the theme's default holds: a
	 * mistake in a value takes no page down. What the theme does not declare is there as
	 * it was written.
	 * @param site a site
	 * @return values by name, without those that have none
	 */
	public Map<String, String> effective(Site site) {
		List<ThemeOption> declared = of(site.theme());
		if (declared.isEmpty()) {
			return site.options();
		}
		Map<String, String> effective = new LinkedHashMap<>(site.options());
		for (ThemeOption option : declared) {
			String value = value(option, site.options().get(option.name()));
			if (value != null) {
				effective.put(option.name(), value);
			}
			else {
				effective.remove(option.name());
			}
		}
		return Collections.unmodifiableMap(effective);
	}

	private static @Nullable String value(ThemeOption option, @Nullable String written) {
		if (written == null || written.isBlank()) {
			return option.value();
		}
		try {
			return option.read(written);
		}
		catch (InvalidInputException ex) {
			return option.value();
		}
	}

	/**
	 * Compares values with what a theme declares. Options that it does not declare are
	 * anybody's.
	 * @param theme a theme's name
	 * @param options values by name
	 * @return a message for each that does not fit, by name; its default holds instead
	 */
	public Map<String, String> check(String theme, Map<String, String> options) {
		Map<String, String> messages = new LinkedHashMap<>();
		for (ThemeOption option : of(theme)) {
			String written = options.get(option.name());
			if (written != null && !written.isBlank()) {
				try {
					option.read(written);
				}
				catch (InvalidInputException ex) {
					messages.put(option.name(), String.valueOf(ex.getMessage()));
				}
			}
		}
		return messages;
	}

	/**
	 * Returns the stylesheet {@code /options.css} of a site: a custom property for each
	 * option that has a variable and a value. Free text never gets into it. It is written
	 * once and kept.
	 * @param site a site
	 * @return a stylesheet with its fingerprint
	 */
	public Sheet stylesheet(Site site) {
		Key key = new Key(site.id(), site.theme(), site.options(), this.themes.generation());
		return this.sheets.get(key, (absent) -> Sheet.of(css(site)));
	}

	private String css(Site site) {
		Map<String, String> effective = effective(site);
		StringBuilder css = new StringBuilder();
		for (ThemeOption option : of(site.theme())) {
			String value = effective.get(option.name());
			if (option.variable() != null && value != null) {
				css.append(option.variable()).append(':').append(option.css(value)).append(';');
			}
		}
		return (css.isEmpty()) ? "" : ":root{" + css + "}\n";
	}

	@Override
	public String path() {
		return STYLESHEET;
	}

	/** Nothing if the stylesheet is empty. */
	@Override
	public Optional<String> fingerprint(Site site) {
		return stylesheet(site).fingerprint();
	}

	/**
	 * The options of a site as a stylesheet.
	 *
	 * @param css the stylesheet; empty if there is nothing to say
	 * @param fingerprint stands for it in URLs; nothing if it is empty
	 */
	public record Sheet(String css, Optional<String> fingerprint) {

		private static Sheet of(String css) {
			return new Sheet(css, (css.isEmpty()) ? Optional.empty()
					: Optional.of(Fingerprint.of(css.getBytes(StandardCharsets.UTF_8))));
		}

	}

	/**
	 * All that a stylesheet is written from; the version of a site is not, which each
	 * change of a text raises.
	 */
	private record Key(long siteId, String theme, Map<String, String> options, long generation) {

	}

}
