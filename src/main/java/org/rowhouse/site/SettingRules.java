package org.rowhouse.site;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What each setting of a site may be, wherever it is written.
 */
final class SettingRules {

	static final ZoneId UTC = ZoneId.of("UTC");

	static final int MAX_NAME = 200;

	static final int MAX_TAGLINE = 300;

	private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

	private static final int MAX_PORT = 65535;

	private static final int MAX_OPTIONS = 10_000;

	private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

	private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

	private SettingRules() {
	}

	static void checkTheme(Map<String, String> errors, String theme, Set<String> known) {
		if (!known.contains(theme)) {
			errors.put("theme", "There is no theme '" + theme + "'. " + Suggestion.didYouMean(theme, known,
					"Choose one of " + String.join(", ", known.stream().sorted().toList()) + "."));
		}
	}

	static void checkText(Map<String, String> errors, String field, String text, int min, int max) {
		String stripped = text.strip();
		if (stripped.length() < min) {
			errors.put(field, "Write a " + field + ".");
		}
		else if (stripped.length() > max) {
			errors.put(field, "At most " + max + " characters; these are " + stripped.length() + ".");
		}
		else if (!PlainText.isPlain(stripped) || stripped.chars().anyMatch(Character::isISOControl)) {
			errors.put(field, "Write it on one line, without control characters.");
		}
	}

	static void checkOptions(Map<String, String> errors, Map<String, String> options) {
		int size = options.entrySet()
			.stream()
			.mapToInt((option) -> option.getKey().length() + option.getValue().length())
			.sum();
		if (size > MAX_OPTIONS) {
			errors.put("options", "All options together have at most " + MAX_OPTIONS + " characters.");
		}
		else if (!PlainText.isPlain(options.toString())) {
			errors.put("options", "Write options without control characters.");
		}
	}

	static @Nullable String scheme(Map<String, String> errors, String typed) {
		if (!typed.isEmpty() && !typed.equals("http") && !typed.equals("https")) {
			errors.put("urlScheme", "Canonical URLs begin with http or https, not with '" + typed + "'. "
					+ Suggestion.didYouMean(typed, List.of("http", "https"), "Leave it empty for the platform's."));
		}
		return (typed.isEmpty()) ? null : typed;
	}

	static @Nullable Integer port(Map<String, String> errors, String typed) {
		if (typed.isEmpty()) {
			return null;
		}
		if (!PORT.matcher(typed).matches() || Integer.parseInt(typed) > MAX_PORT) {
			errors.put("urlPort", "A port is a number from 1 to " + MAX_PORT + ". Leave it empty for the usual one.");
			return null;
		}
		return Integer.valueOf(typed);
	}

	private static @Nullable Locale parseLocale(String tag) {
		try {
			Locale locale = new Locale.Builder().setLanguageTag(tag).build();
			return (LANGUAGES.contains(locale.getLanguage())) ? locale : null;
		}
		catch (IllformedLocaleException ex) {
			return null;
		}
	}

	static Locale locale(Map<String, String> errors, String tag) {
		Locale locale = parseLocale(tag);
		if (locale == null) {
			errors.put("locale",
					"'" + tag + "' is not a language tag. "
							+ nearestLocale(tag).map((near) -> "Did you mean '" + near + "'?")
								.orElse("Write one such as en, en-GB or de-AT."));
			return Locale.ROOT;
		}
		return locale;
	}

	/** With a hyphen, by the language's English name, or by its letters. */
	private static Optional<String> nearestLocale(String typed) {
		String hyphened = typed.replace('_', '-').replace(' ', '-');
		Locale locale = parseLocale(hyphened);
		if (locale != null) {
			return Optional.of(locale.toLanguageTag());
		}
		return LANGUAGES.stream()
			.filter((code) -> Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(typed))
			.min(Comparator.naturalOrder())
			.or(() -> Suggestion.nearest(hyphened,
					Arrays.stream(Locale.getAvailableLocales()).map(Locale::toLanguageTag).sorted().toList()));
	}

	/** By its city alone, or by its letters. */
	private static Optional<String> nearestZone(String typed) {
		String wanted = typed.replace(' ', '_');
		return ZONES.stream()
			.filter((id) -> id.equalsIgnoreCase(wanted)
					|| id.substring(id.lastIndexOf('/') + 1).equalsIgnoreCase(wanted))
			.min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
			.or(() -> Suggestion.nearest(wanted, ZONES));
	}

	static ZoneId timeZone(Map<String, String> errors, String id) {
		if (!ZONES.contains(id)) {
			errors.put("timeZone",
					"'" + id + "' is not a time zone. " + nearestZone(id).map((near) -> "Did you mean '" + near + "'?")
						.orElse("Write one such as Europe/Vienna or UTC."));
			return UTC;
		}
		return ZoneId.of(id);
	}

}
