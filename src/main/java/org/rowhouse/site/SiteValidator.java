package org.rowhouse.site;

import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Turns what was typed about a site into a {@link Site}, or says at each field what is
 * wrong with it.
 */
@Component
class SiteValidator {

	private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

	private static final int MAX_PORT = 65535;

	private static final int MAX_NAME = 200;

	private static final int MAX_TAGLINE = 300;

	private static final int MAX_OPTIONS = 10_000;

	private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

	private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

	private final SiteResolver resolver;

	private final ThemeNames themes;

	private final AddressValidator addresses;

	SiteValidator(SiteResolver resolver, ThemeNames themes, AddressValidator addresses) {
		this.resolver = resolver;
		this.themes = themes;
		this.addresses = addresses;
	}

	/**
	 * Checks settings.
	 * @param settings what was typed
	 * @param existing the site that they are for, or {@code null} for a new one
	 * @param folder whether they come from a site folder
	 * @return a site with the identity of the existing one, or with the id 0
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	Site validate(SiteSettings settings, @Nullable Site existing, boolean folder) {
		Map<String, String> errors = new LinkedHashMap<>();
		String key = settings.key().strip();
		if (!KEY.matcher(key).matches()) {
			errors.put("key", "A key has 1 to 63 lower case letters, digits and hyphens and does not begin with a"
					+ " hyphen, such as corner-shop.");
		}
		else if (existing == null && this.resolver.find(key).isPresent()) {
			errors.put("key", "There is a site with the key '" + key + "' already. Choose another one.");
		}
		checkText(errors, "name", settings.name(), 1, MAX_NAME);
		checkText(errors, "tagline", settings.tagline(), 0, MAX_TAGLINE);
		List<Address> addresses = this.addresses.validate(errors, settings.addresses(), key, existing);
		String theme = orDefault(settings.theme(), ThemeNames.BUILT_IN);
		if (!this.themes.names().contains(theme)) {
			errors.put("theme", "There is no theme '" + theme + "'. Choose one of "
					+ String.join(", ", this.themes.names().stream().sorted().toList()) + ".");
		}
		Locale locale = locale(errors, orDefault(settings.locale(), "en"));
		ZoneId timeZone = timeZone(errors, orDefault(settings.timeZone(), "UTC"));
		checkOptions(errors, settings.options());
		String scheme = scheme(errors, settings.urlScheme().strip());
		Integer port = port(errors, settings.urlPort().strip());
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		return new Site((existing != null) ? existing.id() : 0, key, settings.name().strip(),
				settings.tagline().strip(), theme, locale, timeZone,
				(existing != null) ? existing.state() : SiteState.ACTIVE, (existing != null) ? existing.version() : 0,
				addresses, Map.copyOf(settings.options()), folder, scheme, port);
	}

	private static String orDefault(String typed, String value) {
		return (typed.isBlank()) ? value : typed.strip();
	}

	private static void checkText(Map<String, String> errors, String field, String text, int min, int max) {
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

	private static void checkOptions(Map<String, String> errors, Map<String, String> options) {
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

	private static @Nullable String scheme(Map<String, String> errors, String typed) {
		if (!typed.isEmpty() && !typed.equals("http") && !typed.equals("https")) {
			errors.put("urlScheme", "Canonical URLs begin with http or https. Leave it empty for the platform's.");
		}
		return (typed.isEmpty()) ? null : typed;
	}

	private static @Nullable Integer port(Map<String, String> errors, String typed) {
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

	private static Locale locale(Map<String, String> errors, String tag) {
		Locale locale = parseLocale(tag);
		if (locale == null) {
			errors.put("locale", "'" + tag + "' is not a language tag. Write one such as en, en-GB or de-AT.");
			return Locale.ROOT;
		}
		return locale;
	}

	private static ZoneId timeZone(Map<String, String> errors, String id) {
		if (!ZONES.contains(id)) {
			errors.put("timeZone", "'" + id + "' is not a time zone. Write one such as Europe/Vienna or UTC.");
			return ZoneId.of("UTC");
		}
		return ZoneId.of(id);
	}

}
