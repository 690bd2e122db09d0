package org.rowhouse.language;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Reading catalogues, and finding texts in them.
 */
class WordsTests {

	private static Words words(String content) {
		return new Words(Locale.GERMAN, () -> PoFile.parse("de.po", content));
	}

	@Test
	void textWithoutAnEntryStaysAsItIs() {
		assertThat(words("").of("Settings")).isEqualTo("Settings");
		assertThat(words("msgid \"Settings\"\nmsgstr \"\"\n").of("Settings")).isEqualTo("Settings");
		assertThat(words("").of(null)).isNull();
	}

	@Test
	void entryOverSeveralLinesIsOneText() {
		assertThat(words("# note\nmsgid \"\"\n\"One \"\n\"two\"\nmsgstr \"\"\n\"Eins \"\n\"\\\"zwei\\\"\"\n")
			.of("One two")).isEqualTo("Eins \"zwei\"");
	}

	@Test
	void patternTakesWhatStandsInItsPlaces() {
		Words words = words("msgid \"Moved {0} to {1}.\"\nmsgstr \"Nach {1} wurde {0} verschoben.\"\n");
		assertThat(words.of("Moved /a to /b.")).isEqualTo("Nach /b wurde /a verschoben.");
		assertThat(words.of("Moved $1 to {0}.")).isEqualTo("Nach {0} wurde $1 verschoben.");
		assertThat(words.of("Moved /a.")).isEqualTo("Moved /a.");
	}

	@Test
	void whatStandsInAPlaceIsTranslatedOnlyWhereThePatternSaysSo() {
		Words words = words("msgid \"owner\"\nmsgstr \"Inhaber\"\n\n"
				+ "msgid \"{0} is {1} now.\"\nmsgstr \"{0} ist jetzt {1:words}.\"\n");
		assertThat(words.of("owner is owner now.")).isEqualTo("owner ist jetzt Inhaber.");
	}

	@Test
	void patternThatSaysMoreGoesFirst() {
		Words words = words(
				"msgid \"No {0}.\"\nmsgstr \"Kein {0}.\"\n\nmsgid \"No site {0}.\"\nmsgstr \"Keine Website {0}.\"\n");
		assertThat(words.of("No site x.")).isEqualTo("Keine Website x.");
	}

	@Test
	void sentencesAreFoundOneByOne() {
		Words words = words(
				"msgid \"{0} waits.\"\nmsgstr \"{0} wartet.\"\n\nmsgid \"Look again.\"\nmsgstr \"Sehen Sie nach.\"\n");
		assertThat(words.of("Ada waits. Look again.")).isEqualTo("Ada wartet. Sehen Sie nach.");
		assertThat(words.of("Ada waits. Nothing else.")).isEqualTo("Ada wartet. Nothing else.");
	}

	@Test
	void templateMayHaveAMeaningOfItsOwn() {
		Words words = words(
				"msgid \"Key\"\nmsgstr \"Kürzel\"\n\nmsgctxt \"codes\"\nmsgid \"Key\"\nmsgstr \"Schlüssel\"\n");
		assertThat(words.inTemplate("codes", "Key")).isEqualTo("Schlüssel");
		assertThat(words.inTemplate("sites", "Key")).isEqualTo("Kürzel");
	}

	@Test
	void mistakeInACatalogueIsToldWithItsLine() {
		assertThatIllegalStateException().isThrownBy(() -> words("msgid \"a\"\nmsgstr Haus\n").of("a"))
			.withMessageContaining("de.po, line 2")
			.withMessageContaining("quotation marks");
		assertThatIllegalStateException().isThrownBy(() -> words("msgid_plural \"a\"\n").of("a"))
			.withMessageContaining("line 1");
	}

	@Test
	void bestLanguageIsTheFirstThatThereIs() {
		Languages languages = new Languages();
		assertThat(languages.best(Collections.enumeration(List.of(Locale.FRENCH, Locale.forLanguageTag("de-AT")))))
			.isEqualTo(Locale.GERMAN);
		assertThat(languages.best(Collections.enumeration(List.of(Locale.FRENCH)))).isEqualTo(Locale.ENGLISH);
		assertThat(languages.find("fr")).isEmpty();
	}

}
