package org.rowhouse.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Suggestion}.
 */
class SuggestionTests {

	private static final List<String> KEYS = List.of("name", "title", "tagline", "timeZone", "theme", "urlPort");

	@ParameterizedTest
	@CsvSource(textBlock = """
			tilte,    title
			titel,    title
			Title,    title
			timezone, timeZone
			time-zone, timeZone
			them,     theme
			nam,      name
			url_port, urlPort
			""")
	void theNearestNameIsFound(String typed, String meant) {
		assertThat(Suggestion.nearest(typed, KEYS)).contains(meant);
	}

	@ParameterizedTest
	@CsvSource({ "colour", "x", "description", "''" })
	void whatIsFarFromAllNamesIsNotGuessed(String typed) {
		assertThat(Suggestion.nearest(typed, KEYS)).isEmpty();
	}

	@Test
	void aVeryLongNameIsNotCompared() {
		assertThat(Suggestion.nearest("t".repeat(100_000), KEYS)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			locale   | en_GB          | Did you mean 'en-GB'?
			locale   | German         | Did you mean 'de'?
			locale   | zz-zz-zz       | Write one such as en
			timeZone | Vienna         | Did you mean 'Europe/Vienna'?
			timeZone | Europe/Viena   | Did you mean 'Europe/Vienna'?
			timeZone | new york       | Did you mean 'America/New_York'?
			timeZone | Mars/Base      | Write one such as
			""")
	void aLanguageOrTimeZoneIsSuggested(String setting, String typed, String said) {
		Map<String, String> errors = new LinkedHashMap<>();
		if (setting.equals("locale")) {
			SettingRules.locale(errors, typed);
		}
		else {
			SettingRules.timeZone(errors, typed);
		}
		assertThat(errors.get(setting)).contains(typed, said);
	}

}
